#!/usr/bin/env bash
# PostgreSQL's server, for the tests of a team's ledger: they start one of their own and stop it again. Where it may not
# be installed, say what is skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/system.sh
source tools/system.sh

if [ -x "${COUNTERCLAIM_POSTGRES:-}/initdb" ] || command -v pg_ctl >/dev/null 2>&1; then
  exit 0
fi
for folder in /usr/lib/postgresql/*/bin; do
  if [ -x "$folder/initdb" ]; then
    exit 0
  fi
done
if ! apt_install "a server for the tests of ledgers in PostgreSQL" postgresql; then
  if [ "${CI:-}" = true ]; then
    die "in CI the tests of PostgreSQL must run"
  fi
  say "going on without PostgreSQL: the tests that need it are skipped, all others run"
fi
