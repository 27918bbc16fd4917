#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Symbols that later releases of GLib, GTK and libadwaita call deprecated stay in one file.

The list is $PURSUIT_SHARED/recipes/deprecated-after-baseline.tsv: lib, deprecated_in, symbol, replacement, header.
"""
import csv
import os
import re
import sys

import tap
import tree

COMPAT = ('src/ui/pursuit-compat.c', 'src/ui/pursuit-compat.h')


def read_list(path):
    with open(path, encoding='utf-8', newline='') as file:
        rows = csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE)
        return {row['symbol']: (row['deprecated_in'], row['replacement'] or 'nothing') for row in rows}


def snake(camel):
    """GtkTreeView -> gtk_tree_view"""
    return re.sub(r'(?<!^)(?=[A-Z])', '_', camel).lower()


def deprecated_class(symbols, name):
    """A class whose constructor or type is deprecated is deprecated itself."""
    stem = snake(name)
    return symbols.get(f'{stem}_new') or symbols.get(f'{stem}_get_type')


def uses_in_code(symbols):
    for path in tree.files('src', 'tests', suffixes=('.c', '.h')):
        if path in COMPAT:
            continue
        text = tree.without_comments(tree.read(path))
        for match in re.finditer(r'\b(?:(?:g|gtk|gdk|gsk|adw)_\w+|(?:Gtk|Gdk|Gsk|Adw)[A-Z]\w+)\b', text):
            name = match.group()
            known = symbols.get(name) or (name[0].isupper() and deprecated_class(symbols, name))
            if known:
                yield f'{path}:{tree.line_of(text, match.start())}: {name} is deprecated in {known[0]}: use {known[1]}, or {COMPAT[0]}'


def uses_in_templates(symbols):
    for path in tree.files('data', suffixes=('.ui',)):
        text = tree.read(path)
        for match in re.finditer(r'\b(?:class|parent)="(\w+)"', text):
            known = deprecated_class(symbols, match.group(1))
            if known:
                yield f'{path}:{tree.line_of(text, match.start())}: {match.group(1)} is deprecated in {known[0]}'


def main():
    out = tap.Tap()
    path = os.path.join(os.environ.get('PURSUIT_SHARED', ''), 'recipes', 'deprecated-after-baseline.tsv')
    if not os.path.exists(path):
        out.skip('/lint/deprecated/code', f'no list at {path}')
        out.skip('/lint/deprecated/templates', f'no list at {path}')
        return out.done()

    symbols = read_list(path)
    out.case('/lint/deprecated/list-is-read', [] if 'gtk_dialog_new' in symbols else [f'{path} does not know gtk_dialog_new'])
    out.case('/lint/deprecated/code', uses_in_code(symbols))
    out.case('/lint/deprecated/templates', uses_in_templates(symbols))
    return out.done()


if __name__ == '__main__':
    sys.exit(main())
