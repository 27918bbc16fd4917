#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in names exactly the files that have something to translate, in order.

With --write it is made so.
"""
import os
import re
import sys

import tap
import tree

LIST = 'po/POTFILES.in'
CALL = re.compile(r'(?<![\w])(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2?|dngettext)\s*\(\s*["A-Z]')
# xgettext stops reading at a macro within a string, so such a message could never be translated.
BROKEN = re.compile(r'(?<![\w])(?:_|N_|ngettext)\s*\(\s*(?:"(?:[^"\\]|\\.)*"\s*)+[A-Z]\w+')
MACRO = re.compile(r'^\s*#\s*define\b.*$', re.M)


def listed():
    return [line.strip() for line in tree.read(LIST).splitlines() if line.strip() and not line.startswith('#')]


def has_strings(name):
    text = tree.read(name)
    if name.endswith(('.c', '.h')):
        return bool(CALL.search(MACRO.sub('', tree.without_comments(text))))
    if name.endswith('.ui'):
        return bool(re.search(r'\btranslatable="(yes|true|1)"', text))
    return True


def candidates():
    yield from tree.files('src', suffixes=('.c', '.h'))
    yield from tree.files('data', suffixes=('.ui', '.desktop.in', '.metainfo.xml.in', '.gschema.xml'))


def wanted():
    return sorted(n for n in candidates() if has_strings(n))


def broken():
    for name in tree.files('src', suffixes=('.c',)):
        text = tree.without_comments(tree.read(name))
        for match in BROKEN.finditer(text):
            line = text.count('\n', 0, match.start()) + 1
            yield f'{name}:{line}: a macro within a translatable string; write %lld and (long long)'


def write():
    comments = [line for line in tree.read(LIST).splitlines() if line.startswith('#')]
    with open(os.path.join(tree.TOP, LIST), 'w', encoding='utf-8') as file:
        file.write('\n'.join(comments + wanted()) + '\n')


def main():
    if sys.argv[1:] == ['--write']:
        write()
        return 0

    names = listed()
    out = tap.Tap()
    out.case('/lint/potfiles/exist', (f'{LIST}: {n} does not exist' for n in names
                                      if not os.path.isfile(os.path.join(tree.TOP, n))))
    out.case('/lint/potfiles/complete', (f'{LIST}: {n} is missing; mend with: tests/lint/potfiles.py --write'
                                         for n in wanted() if n not in names))
    out.case('/lint/potfiles/sorted', (f'{LIST}: {b} belongs before {a} (LC_ALL=C sort)'
                                       for a, b in zip(names, names[1:]) if a >= b))
    out.case('/lint/potfiles/whole-strings', broken())
    return out.done()


if __name__ == '__main__':
    sys.exit(main())
