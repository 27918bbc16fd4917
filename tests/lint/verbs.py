#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verb that the journal is told stands in the table of pursuit-verbs.c with the right that it takes."""
import re
import sys

import tap
import tree

TABLE = 'src/service/pursuit-verbs.c'
RIGHTS = 'src/core/pursuit-right.c'
ROW = re.compile(r'^  \{ "([a-z-]+)", PURSUIT_RIGHT_[A-Z_]+ \},$', re.M)
NICK = re.compile(r'\{ PURSUIT_RIGHT_[A-Z_]+, N_\("[^"]+"\), "([a-z-]+)" \}')
# The ways in which a verb is told: a journal entry that is filled, a change of a deal, a call with it, a name for it.
TOLD = [re.compile(pattern) for pattern in (
    r'\bverb = (?:g_strdup \()?(?:\(char \*\) )?"([a-z-]+)"',
    r'\bpursuit_desk_write_journal \([^;"]*"([a-z-]+)"',
    r'\bpursuit_process_work_end \([^;"]*"([a-z-]+)"',
    r'#define PURSUIT_VERB_[A-Z_]+ "([a-z-]+)"',
)]


def main():
    known = set(ROW.findall(tree.read(TABLE))) | set(NICK.findall(tree.read(RIGHTS)))
    problems, found = [], set()
    for name in tree.files('src/service', suffixes=('.c', '.h')):
        text = tree.read(name)
        for pattern in TOLD:
            for match in pattern.finditer(text):
                found.add(match[1])
                if match[1] not in known:
                    line = text.count('\n', 0, match.start()) + 1
                    problems.append(f'{name}:{line}: “{match[1]}” has no right in {TABLE}')
    lint = tap.Tap()
    lint.case('verbs are found', [] if len(known) > 30 and len(found) > 20 else [f'{len(known)} known, {len(found)} told'])
    lint.case('every verb has its right', problems)
    return lint.done()


sys.exit(main())
