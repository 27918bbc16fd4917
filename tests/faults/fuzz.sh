#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/faults/fuzz.sh SECONDS|short [TARGET...]: builds what reads files from outside with clang, libFuzzer and the sanitizers
# (in build-fuzz), and lets the targets of tests/fuzz run from their corpus: SECONDS in all, or for a fixed number of runs from a
# fixed seed, so that a test does not fail by luck. What is found is kept in build-fuzz/findings. Without clang this is
# skipped: the corpus is replayed by the tests all the same.
set -euo pipefail

case "${1:-}" in ''|-h|--help) sed -n '3,6s/^# //p' "$0"; exit 0 ;; esac
seconds=$1; shift
cd "$(dirname "$0")/../.."

if [ $# -eq 0 ]; then
  for source in tests/fuzz/fuzz-*.c; do set -- "$@" "$(basename "${source#tests/fuzz/fuzz-}" .c)"; done
fi

if ! clang=$(command -v clang) || [ -z "$(find "$("$clang" -print-resource-dir)" -name 'libclang_rt.fuzzer*' -print -quit)" ]; then
  echo "1..1"
  echo "ok 1 - /fuzz # SKIP there is no clang with libFuzzer"
  exit 0
fi

dir=build-fuzz
if [ ! -f $dir/build.ninja ]; then
  CC=$clang meson setup $dir -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false \
    -Dc_args=-fsanitize=fuzzer-no-link > /dev/null
fi
ninja -C $dir "${@/#/tests/fuzz/fuzz-}" > $dir/ninja.log || { tail -n 20 $dir/ninja.log; exit 1; }

export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp:print_suppressions=0
if [ "$seconds" = short ]; then
  bound=(-seed=20260317 -runs=20000)
  spent="a fixed seed"
else
  each=$(( seconds / $# > 1 ? seconds / $# : 1 ))
  bound=("-max_total_time=$each")
  spent="$each s"
fi
code=0
n=0
mkdir -p $dir/findings
echo "1..$#"
for target in "$@"; do
  n=$(( n + 1 ))
  [ "$seconds" != short ] || rm -rf $dir/corpus-"$target"
  mkdir -p $dir/corpus-"$target"
  if $dir/tests/fuzz/fuzz-"$target" "${bound[@]}" -timeout=10 -rss_limit_mb=1024 -max_len=65536 -print_final_stats=1 \
       -artifact_prefix=$dir/findings/"$target"- $dir/corpus-"$target" tests/fuzz/corpus/"$target" > $dir/"$target".log 2>&1; then
    echo "# fuzz $target: $spent, $(sed -n 's/^stat::number_of_executed_units: *//p' $dir/"$target".log) runs, nothing found"
    echo "ok $n - /fuzz/$target"
  else
    grep -m 5 -E 'ERROR|SUMMARY|runtime error|ssertion' $dir/"$target".log | sed 's/^/# /' || true
    echo "# see $dir/$target.log"
    echo "not ok $n - /fuzz/$target"
    code=1
  fi
done
exit $code
