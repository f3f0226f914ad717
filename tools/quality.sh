#!/usr/bin/env bash
# Check the program against texts that people have read: tools/quality.sh PYTHON floors|note|table
#   floors  the pinned quality floors on the hand-coded texts
#   note    the analyst's note as acceptance
#   table   every measure of how well texts are coded
# The texts are not part of this repository: COUNTERCLAIM_DATA names their folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/system.sh
source tools/system.sh

data="${COUNTERCLAIM_DATA:-}"
[ -n "$data" ] || die "COUNTERCLAIM_DATA is not set: it must name the folder of the labelled texts (see CONTRIBUTING.md)"
[ -d "$data" ] || die "$data: no such folder; COUNTERCLAIM_DATA must name the folder of the labelled texts"
case "${2:-}" in
  floors) exec "$1" -m tests.quality.gate "$data" ;;
  note) exec "$1" tools/check_note.py "$data" ;;
  table) exec "$1" benchmarks/coding_table.py "$data" ;;
  *) die "usage: tools/quality.sh PYTHON floors|note|table" ;;
esac
