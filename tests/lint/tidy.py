#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Licence lines, marks of unfinished work, stray white space."""
import re
import sys

import tap
import tree

LICENSED = ('.c', '.h', '.css', '.py', '.sh', '.sql', '.svg', '.ui')
TEXT = LICENSED + ('.build', '.in', '.json', '.md', '.xml')
# Fixtures are data as others made them.
FOREIGN = 'tests/fixtures/'
UNFINISHED = re.compile(r'\b(TODO|FIXME)\b')


def is_ours(name):
    return not name.startswith(FOREIGN)


def is_program(name):
    return name.startswith(('script/', '.ci/')) and tree.is_script(name)


def unlicensed():
    for name in filter(is_ours, tree.FILES):
        if not name.endswith(LICENSED) and not is_program(name):
            continue
        head = '\n'.join(tree.read(name).splitlines()[:3])
        if not re.search(r'SPDX-License-Identifier: (GPL-3\.0-or-later|CC0-1\.0)', head):
            yield f'{name}:1: no SPDX-License-Identifier in the first three lines'


def matching_lines(pattern):
    for name in filter(is_ours, tree.FILES):
        if name.endswith(TEXT) or is_program(name):
            for number, line in enumerate(tree.read(name).split('\n'), 1):
                if pattern.search(line):
                    yield name, number, line


def unfinished():
    for name, number, line in matching_lines(UNFINISHED):
        if not name.startswith('tests/lint/'):
            yield f'{name}:{number}: {line.strip()}'


def trailing_space():
    for name, number, _ in matching_lines(re.compile(r'[ \t\r]+$')):
        yield f'{name}:{number}: white space at the end of the line'


def tabs():
    for name in filter(is_ours, tree.files(suffixes=('.c', '.h', '.py', '.css', '.ui', '.build'))):
        for number, line in enumerate(tree.read(name).split('\n'), 1):
            if line.lstrip(' ').startswith('\t'):
                yield f'{name}:{number}: a tab in the indentation'


def open_ends():
    for name in filter(is_ours, tree.FILES):
        if name.endswith(TEXT):
            text = tree.read(name)
            if text and not text.endswith('\n'):
                yield f'{name}: no line break at the end'


def main():
    out = tap.Tap()
    out.case('/lint/tidy/licence', unlicensed())
    out.case('/lint/tidy/nothing-unfinished', unfinished())
    out.case('/lint/tidy/no-trailing-space', trailing_space())
    out.case('/lint/tidy/no-tabs', tabs())
    out.case('/lint/tidy/last-line-ends', open_ends())
    return out.done()


if __name__ == '__main__':
    sys.exit(main())
