#!/usr/bin/env bash
# The main job on both shipped examples: documents in, a ledger and a footnoted brief out, and of one an analyst's note too, under out/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/system.sh
source tools/system.sh
venv="${1:-.venv}"
out="${2:-out}"
mkdir -p "$out"

# Exit code 11 says that the batch ended but some items were refused; the examples hold such items on purpose.
counterclaim() {
  local code=0
  "$venv/bin/counterclaim" "$@" </dev/null || code=$?
  [ "$code" -eq 0 ] || [ "$code" -eq 11 ] || die "counterclaim $1 ended with exit code $code"
}

for example in summer_2017 estuary; do
  [ -d "examples/$example" ] || die "examples/$example is missing from this checkout"
  ledger="$out/$example.db"
  say "examples/$example"
  # A fresh ledger each time: one that an earlier version filled keeps that version's readings.
  rm -rf "$out/$example".{db,db-wal,db-shm,archive,index,codebook,html}
  counterclaim add "examples/$example" --ledger "$ledger"
  counterclaim run --ledger "$ledger"
  counterclaim brief --ledger "$ledger" --out "$out/$example.html"
done

counterclaim brief --ledger "$out/summer_2017.db" --note examples/notes/summer_2017.md --out "$out/summer_2017_note.html"

printf '\nAn analyst’s note and the briefs, each one file that opens in any browser:\n'
for page in summer_2017_note summer_2017 estuary; do
  [ -s "$out/$page.html" ] || die "$page.html was not written"
  printf '  file://%s\n' "$(realpath "$out/$page.html")"
done
