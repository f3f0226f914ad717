#!/usr/bin/env bash
# Hold the pinned quality floors on the labelled texts. $1 is the interpreter.
# The texts are not part of this repository: COUNTERCLAIM_DATA names their folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/system.sh
source tools/system.sh

data="${COUNTERCLAIM_DATA:-}"
[ -n "$data" ] || die "COUNTERCLAIM_DATA is not set: it must name the folder of the labelled texts (see CONTRIBUTING.md)"
[ -d "$data" ] || die "$data: no such folder; COUNTERCLAIM_DATA must name the folder of the labelled texts"
exec "$1" -m tests.quality.gate "$data"
