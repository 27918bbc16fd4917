#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# with-display.sh COMMAND...: runs one command on a virtual display of its own, and ends that display afterwards.
set -eu

work=$(mktemp -d)
mkfifo "$work/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
xvfb=$!
trap 'kill "$xvfb" 2>/dev/null; wait "$xvfb" 2>/dev/null || true; rm -rf "$work"' EXIT
read -r number <"$work/display"

mkdir -m 700 "$work/runtime"
DISPLAY=":$number" XDG_RUNTIME_DIR="$work/runtime" "$@"
