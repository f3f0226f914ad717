#!/usr/bin/env bash
# Chromium, for the tests that look at a brief as a reader does. Where it may not be installed, say what is skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/system.sh
source tools/system.sh

for name in "${COUNTERCLAIM_CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
    exit 0
  fi
done
if ! apt_install "a browser for the tests of the brief's looks" chromium; then
  if [ "${CI:-}" = true ]; then
    die "in CI the browser tests must run"
  fi
  say "going on without a browser: the tests that need one are skipped, all others run"
fi
