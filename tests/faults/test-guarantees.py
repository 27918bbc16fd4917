#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-guarantees.py BUILD: every test that docs/guarantees.md names exists, and every promise names one."""

import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'lint'))
import tap      # noqa: E402  (the path has to be there first)
import tree     # noqa: E402

PAGE = 'docs/guarantees.md'
NAME = re.compile(r'`(/[a-z0-9.-]+(?:/[a-z0-9.-]+)+)`')
# Tests of the window want a display even for being listed; the page is about what is below it.
SUITES = ('store', 'service', 'faults', 'report', 'core', 'exchange')


def programs(build):
    """The built test programs that know their cases."""
    with open(os.path.join(build, 'meson-info', 'intro-tests.json'), encoding='utf-8') as file:
        for test in json.load(file):
            if any(suite.endswith(SUITES) for suite in test['suite']) and os.path.basename(test['cmd'][0]).startswith('test-'):
                yield test['cmd'][0]


def existing(build):
    """Names of cases: programs in C list theirs, programs in Python have them in their text."""
    names = set()
    for program in programs(build):
        if os.path.exists(program):
            listed = subprocess.run([program, '-l'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
            names.update(listed.stdout.decode(errors='replace').split())
    for path in tree.files('tests', suffixes=('.py',)):
        names.update(re.findall(r'''['"](/[a-z0-9.-]+(?:/[a-z0-9.-]+)+)['"]''', tree.read(path)))
    return names


def missing(build):
    names = existing(build)
    for name in sorted(set(NAME.findall(tree.read(PAGE))) - names):
        yield f'{PAGE}: there is no test {name}'


def unproven():
    """Rows of the table of promises without a test."""
    table = tree.read(PAGE).split('## What is promised')[1].split('\n## ')[0]
    rows = [line for line in table.splitlines() if line.startswith('| ')][2:]
    if len(rows) < 10:
        yield f'{PAGE}: the table of promises was not found'
    for row in rows:
        if not NAME.search(row):
            yield f'{PAGE}: no test shows "{row.split("|")[1].strip()}"'


def main():
    out = tap.Tap()
    out.case('/faults/guarantees/tests-exist', missing(sys.argv[1]))
    out.case('/faults/guarantees/promises-are-shown', unproven())
    return out.done()


if __name__ == '__main__':
    sys.exit(main())
