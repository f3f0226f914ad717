#!/usr/bin/env bash
# Make the virtual environment and install exactly what the locks say.
#
#   tools/install.sh core [VENV]   what the demo and users need (requirements/core.lock)
#   tools/install.sh full [VENV]   the same and every extra: web app, PostgreSQL, PDF, DOCX, exports (requirements/full.lock)
#   tools/install.sh dev  [VENV]   the same and what tests, checks and docs need (requirements/dev.lock)
#
# A second call with unchanged locks does nothing. Nothing outside the locks is installed: wheels only, hashes
# required, no build isolation. PYTHON=... picks the interpreter.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/system.sh
source tools/system.sh

kind="${1:-core}"
venv="${2:-.venv}"
case "$kind" in core | full | dev) ;; *) die "usage: tools/install.sh core|full|dev [VENV]" ;; esac

make_venv() {
  local python
  python="$(find_python)" || exit 1
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    apt_install "virtual environments for $python" "$(venv_package "$python")" || exit 1
  fi
  say "making $venv with $("$python" --version)"
  "$python" -m venv --clear "$venv"
}

# A moved checkout has scripts that point to the old place, and an upgraded system may have lost the interpreter.
home_of_venv() { cat "$venv/.counterclaim-home" 2>/dev/null || pwd; }
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -c 'import pip' 2>/dev/null || [ "$(home_of_venv)" != "$(pwd)" ]; then
  make_venv
fi
pwd >"$venv/.counterclaim-home"

state_of() { # which locks, project file and interpreter an installation of kind $1 stands for
  { cat "requirements/$1.lock" requirements/build.lock pyproject.toml models/pyproject.toml && "$venv/bin/python" -VV; } | sha256sum
}
up_to_date() { [ "$(cat "$venv/.counterclaim-$1" 2>/dev/null)" = "$(state_of "$1")" ]; }

# dev.lock holds all of full.lock, and that all of core.lock, at the same versions (tests/packaging checks it).
if up_to_date "$kind" || { [ "$kind" != dev ] && up_to_date dev; } || { [ "$kind" = core ] && up_to_date full; }; then
  exit 0
fi

pip() { "$venv/bin/python" -m pip --disable-pip-version-check --no-input "$@"; }
say "installing $(grep -c '==' "requirements/$kind.lock") locked packages into $venv (a few minutes the first time)"
rm -f "$venv/.counterclaim-core" "$venv/.counterclaim-full" "$venv/.counterclaim-dev"
pip install -qq --require-hashes --only-binary :all: -r "requirements/$kind.lock"
pip install -qq --require-hashes --only-binary :all: -r requirements/build.lock
pip install -qq --no-deps --no-build-isolation --no-index --editable . --editable ./models
state_of "$kind" >"$venv/.counterclaim-$kind"
