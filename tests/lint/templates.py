#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A template that contains widgets of ours can be built only where their types are known: whichever class binds it names each with
g_type_ensure(). Tests that list all types know them already, and would not notice."""
import re
import sys

import tap
import tree


def macro(name):
    """PursuitDealCard: PURSUIT_TYPE_DEAL_CARD."""
    return 'PURSUIT_TYPE_' + re.sub(r'(?<!^)(?=[A-Z])', '_', name).upper()


def problems():
    sources = {name: tree.read(name) for name in tree.files('src/ui', suffixes=('.c',))}
    for template in tree.files('data/ui', suffixes=('.ui',)):
        used = sorted(set(re.findall(r'<object class="Pursuit(\w+)"', tree.read(template))))
        bound = f'PURSUIT_TEMPLATE ("{template.removeprefix("data/ui/")}")'
        for name, source in sources.items():
            if bound not in source:
                continue
            for one in used:
                if f'g_type_ensure ({macro(one)})' not in source:
                    yield f'{name}: {template} contains a Pursuit{one}; g_type_ensure ({macro(one)}) is missing'


def main():
    report = tap.Tap()
    report.case('/lint/templates/types-are-known', problems())
    return report.done()


if __name__ == '__main__':
    sys.exit(main())
