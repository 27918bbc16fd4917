#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""soak.py BUILD [--minutes N]: the long form of everything in tests/faults, with a table of what was seen.

Half of the time goes to the processes suite. The other suites run once, with as many seeds as their long form has, and what
is left goes to fuzzing, if there is any. The exit code is 0 only when nothing was lost and every gate was met.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
# What the suites look at for their long form; `-m slow` says it to those that use GLib.
LONG = {'PURSUIT_FAULT_SEEDS': '200', 'PURSUIT_FAULT_FLIPS': '1000'}
STORMS = 5
TIMED = ('service-live', 'service-worker-link', 'text')
LIMIT = 3600        # seconds after which a suite counts as hung

# A sentence with a number in it; what the engine has to say of a statement, and over how many lines, is no figure.
FIGURE = re.compile(r'^# ([a-z0-9][^"]*\d.*)$')
NO_FIGURE = re.compile(r'[A-Z]{3}|^# random seed')
CASE = re.compile(r'^(ok|not ok)\b *\d* *-? *(.*)$')


class Verdict:
    """What one suite said."""

    def __init__(self, name, seconds, code, output):
        self.name, self.seconds = name, seconds
        cases = [m.groups() for m in map(CASE.match, output.splitlines()) if m]
        self.failed = [name for word, name in cases if word == 'not ok']
        self.skipped = [name for _, name in cases if '# SKIP' in name]
        self.passed = len(cases) - len(self.failed) - len(self.skipped)
        if code != 0 and not self.failed:
            self.failed.append(f'{name} ended with {code}')
        self.figures = [line[2:] for line in output.splitlines() if FIGURE.match(line) and not NO_FIGURE.search(line)]


def run(name, command, environment, build, limit=LIMIT):
    print(f'{name} ...', file=sys.stderr, flush=True)
    began = time.monotonic()
    try:
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, timeout=limit, check=False, cwd=build)
        code, output = done.returncode, done.stdout.decode(errors='replace')
    except subprocess.TimeoutExpired as hung:
        code, output = 'nothing: it hung', (hung.stdout or b'').decode(errors='replace')
    return Verdict(name, time.monotonic() - began, code, output)


def suites(build):
    """The tests of this folder as Meson knows them, and those others that ask in their long form how long something took."""
    text = subprocess.run(['meson', 'introspect', '--tests', build], stdout=subprocess.PIPE, check=True).stdout
    return [test for test in json.loads(text)
            if any(suite.endswith('faults') for suite in test['suite']) or test['name'] in TIMED]


def long_form(test, seconds, figures):
    """The command of a test's long form."""
    if test['name'] == 'faults-processes':
        return [*test['cmd'], '--long', '--seconds', str(seconds), '--figures', figures]
    if os.path.basename(test['cmd'][0]).startswith('test-'):
        return [*test['cmd'], '--tap', '-m', 'slow']
    return test['cmd']


def print_storms(path):
    if not os.path.exists(path):
        return
    with open(path, encoding='utf-8') as file:
        rows = [json.loads(line) for line in file]
    columns = [column for column in rows[0] if column != 'suite'] if rows else []
    width = max((len(row['suite']) for row in rows), default=0)
    print(f"\n{'processes':{width}}  " + '  '.join(columns))
    for row in rows:
        print(f"{row['suite']:{width}}  " + '  '.join(f'{str(row[column]):>{len(column)}}' for column in columns))


def print_table(verdicts):
    width = max(len(verdict.name) for verdict in verdicts)
    print(f"\n{'suite':{width}}  seconds  passed  failed  skipped")
    for verdict in verdicts:
        print(f'{verdict.name:{width}}  {verdict.seconds:7.0f}  {verdict.passed:6}  {len(verdict.failed):6}  '
              f'{len(verdict.skipped):7}')
        if verdict.name != 'faults-processes':
            for figure in verdict.figures:
                print(f"{'':{width}}    {figure}")
    for verdict in verdicts:
        for name in verdict.skipped:
            print(f'SKIPPED {name}')
        for name in verdict.failed:
            print(f'FAILED {name}')


def fuzz(build, seconds):
    """Fuzzing is a suite of its own, when it is there."""
    script = os.path.join(HERE, 'fuzz.sh')
    if not os.path.exists(script):
        return []
    return [run('fuzz', [script, str(int(max(seconds, 10)))], dict(os.environ), build)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('build')
    parser.add_argument('--minutes', type=float, default=10)
    args = parser.parse_args()

    ends_at = time.monotonic() + args.minutes * 60
    verdicts = []
    with tempfile.TemporaryDirectory(prefix='pursuit-soak-') as scratch:
        figures = os.path.join(scratch, 'figures.jsonl')
        for test in suites(args.build):
            environment = dict(os.environ, **test['env'], **LONG)
            command = long_form(test, max(args.minutes * 60 / 2 / STORMS, 5), figures)
            verdicts.append(run(test['name'], command, environment, args.build))
        verdicts += fuzz(args.build, ends_at - time.monotonic())
        print_storms(figures)
    print_table(verdicts)
    failed = sum(len(verdict.failed) for verdict in verdicts)
    print(f'{sum(verdict.passed for verdict in verdicts)} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
