#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# with-display.sh COMMAND...: runs one command on a virtual display of its own, and ends that display afterwards. What
# script/headless has besides, a session bus and a window manager, would only be in the way of a test of one widget.
set -uo pipefail

. "$(dirname "$(readlink -f "$0")")/../../script/virtual-display"

# The names of sockets in it must stay short.
base=${TMPDIR:-/tmp}
[ "${#base}" -le 50 ] || base=/tmp
work=$(mktemp -d "$base/pursuit-display.XXXXXX") || exit 1
pids=()
finish () {
  trap - EXIT INT TERM HUP
  local i
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill "${pids[i]}" 2>/dev/null && wait "${pids[i]}" 2>/dev/null
  done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

if ! start_display "$work" 1600x1000; then
  echo "with-display.sh: no virtual display could be started" >&2
  cat "$work/xvfb.log" >&2
  exit 1
fi
pids+=("$xvfb")

mkdir -m 700 "$work/runtime"
DISPLAY=":$number" XDG_RUNTIME_DIR="$work/runtime" "$@" <&0 &
pids+=($!)
wait "${pids[-1]}"
code=$?
unset 'pids[-1]'
exit "$code"
