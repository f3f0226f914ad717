# What the scripts here ask of the system: an interpreter, and system packages where the process may install them.
# Sourced by bash scripts; not run by itself.
# shellcheck shell=bash

say() { printf '==> %s\n' "$*"; }
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# Print the first interpreter that is 3.11 or newer; say what to do if there is none.
find_python() {
  local name
  for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then
      printf '%s\n' "$name"
      return 0
    fi
  done
  printf 'error: counterclaim needs Python 3.11 or newer; tried: %s (%s)\n' \
    "${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}" \
    "$(python3 --version 2>/dev/null || echo 'no python3')" >&2
  printf '       install one, for example: sudo apt-get install -y python3.12 python3.12-venv\n' >&2
  printf '       or name yours: make demo PYTHON=/path/to/python3\n' >&2
  return 1
}

# The Debian or Ubuntu package that gives an interpreter its venv and ensurepip.
venv_package() {
  "$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

# How this process may install system packages: nothing for root, sudo in CI, fails otherwise.
apt_prefix() {
  command -v apt-get >/dev/null 2>&1 || return 1
  if [ "$(id -u)" -eq 0 ]; then
    printf ''
  elif [ "${CI:-}" = true ] && command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    printf 'sudo -n '
  else
    return 1
  fi
}

# apt_install WHAT PACKAGE...: install if this process may, else print the one command to run and return 1.
apt_install() {
  local what="$1" prefix
  shift
  if ! prefix="$(apt_prefix)"; then
    printf 'missing: %s. Run this once, then the same make command again:\n\n    sudo apt-get install -y %s\n\n' \
      "$what" "$*" >&2
    return 1
  fi
  say "installing $what: $*"
  local log
  log="$(mktemp)"
  # shellcheck disable=SC2086 # the prefix is "sudo -n " or nothing
  if ! { ${prefix}apt-get update -qq && ${prefix}env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    printf 'error: could not install %s (%s); the package manager said the lines above\n' "$what" "$*" >&2
    return 1
  fi
  rm -f "$log"
}
