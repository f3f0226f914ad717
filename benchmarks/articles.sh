#!/usr/bin/env bash
# Code texts into the form that the scorer of statements reads: benchmarks/articles.sh IN.jsonl OUT.jsonl [OPTION ...]
# IN is JSON Lines with id and text, perhaps title, published and lang. The trained coder reads; OPTIONs go to
# `counterclaim code`, such as --coder grammar-en. PYTHON names another Python than that of .venv.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
if [ $# -lt 2 ]; then
  echo "usage: benchmarks/articles.sh IN.jsonl OUT.jsonl [OPTION ...]" >&2
  exit 2
fi
source_file="$1" target="$2"
shift 2
python="${PYTHON:-$root/.venv/bin/python}"
[ -x "$python" ] || python=python3
exec "$python" -m counterclaim code "$source_file" --out "$target" --quiet --coder encoder-en "$@"
