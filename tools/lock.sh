#!/usr/bin/env bash
# Make requirements/*.lock anew from pyproject.toml, for Python 3.11 and newer on every platform.
# Versions already locked are kept where they still fit; `tools/lock.sh --upgrade` takes newer ones.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/system.sh
source tools/system.sh

UV_VERSION=0.13.9
venv=build/lock-venv
if [ ! -x "$venv/bin/uv" ]; then
  python="$(find_python)" || exit 1
  "$python" -m venv --clear "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
fi
compile() {
  "$venv/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header "$@"
}
compile pyproject.toml "$@" --all-extras --group dev --group codebooks -o requirements/dev.lock
compile pyproject.toml "$@" -c requirements/dev.lock -o requirements/core.lock
compile pyproject.toml "$@" --all-extras -c requirements/dev.lock -o requirements/full.lock
compile requirements/build.in "$@" -c requirements/dev.lock -o requirements/build.lock
if grep -nE '(https?|file)://' requirements/*.lock; then
  die "a lock names an index or a file address; locks must work with any index"
fi
say "locks made; run 'make check' before you commit them"
