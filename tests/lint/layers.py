#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The layers of HACKING.md: who may include whom. The compiler sees most of it; this sees the rest."""
import os
import re
import sys

import tap
import tree

# Our own headers that a layer may include, besides its own.
MAY_INCLUDE = {
    'core': (),
    'store': ('core',),
    'service': ('core', 'store'),
    'report': ('core',),
    'cli': ('core', 'store', 'service', 'report'),
    'ui': ('core', 'store', 'service', 'report'),
    # The main program of the window puts it together with the command line, which it knows nothing of otherwise.
    'main': ('core', 'store', 'service', 'report', 'cli', 'ui'),
}
# Tests see the layer under test with its private headers, and what lies below it.
BELOW = {layer: (layer, *MAY_INCLUDE[layer]) for layer in MAY_INCLUDE}

TOOLKIT = re.compile(r'^(gtk/|gdk/|gsk/|adwaita\.h)')
DATABASE = re.compile(r'^(sqlite3(ext)?\.h|libpq)')
# What belongs to the process; a command may run in a window, where that is the window's.
PROCESS = re.compile(r'\b(std(in|out|err)|STD(IN|OUT|ERR)_FILENO|(g_print|g_printerr|printf|puts|isatty|signal|chdir|g_chdir|exit|'
                     r'g_setenv|setlocale|g_get_current_dir|g_set_prgname|g_unix_signal\w+) *\()')
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^">]+)[">]', re.M)


def layer_of(path):
    """The layer of a source file; the main program of the window is one of its own."""
    parts = path.split('/')
    if len(parts) > 2 and parts[1] in MAY_INCLUDE:
        return parts[1]
    return 'main' if path == 'src/main.c' else None


def includes_of(path):
    text = tree.without_comments(tree.read(path), keep_strings=True)
    for match in INCLUDE.finditer(text):
        yield tree.line_of(text, match.start()), match.group(1) == '"', match.group(2)


def sources(*folders):
    for path in tree.files(*folders, suffixes=('.c', '.h')):
        if layer_of(path):
            yield path, layer_of(path)


def foreign_includes(home):
    """Includes of our own headers in src/ that break the table."""
    for path, layer in sources('src'):
        for line, _, name in includes_of(path):
            base = os.path.basename(name)
            other = home.get(base)
            if other is None or other == layer:
                continue
            if other not in MAY_INCLUDE[layer]:
                yield f'{path}:{line}: {layer} may not include {base} of {other}'
            elif base.endswith('-private.h'):
                yield f'{path}:{line}: {base} is private to {other}'


def toolkit_includes():
    for path, layer in sources('src'):
        for line, _, name in includes_of(path):
            if layer != 'ui' and TOOLKIT.match(name):
                yield f'{path}:{line}: {layer} may not include {name}'


def database_includes():
    for path, layer in sources('src'):
        for line, _, name in includes_of(path):
            if not DATABASE.match(name):
                continue
            if layer != 'store':
                yield f'{path}:{line}: only the store includes {name}'
            elif path.endswith('.h') and not path.endswith('-private.h'):
                yield f'{path}:{line}: {name} stays in .c and -private.h files'


def database_calls():
    for path, layer in sources('src'):
        if layer == 'store':
            continue
        text = tree.without_comments(tree.read(path))
        for match in re.finditer(r'\b(sqlite3_\w+|PQ[a-z]\w+) *\(', text):
            yield f'{path}:{tree.line_of(text, match.start())}: {match.group(1)} outside the store'


def process_uses():
    for path in tree.files('src/cli', suffixes=('.c',)):
        if not os.path.basename(path).startswith('pursuit-cmd-'):
            continue
        text = tree.without_comments(tree.read(path))
        for match in PROCESS.finditer(text):
            yield f'{path}:{tree.line_of(text, match.start())}: a command may run in a window, and leaves {match.group(0).strip(" (")} alone'


def upward_tests(home):
    for path, layer in sources('tests'):
        for line, quoted, name in includes_of(path):
            other = home.get(os.path.basename(name))
            if other and other not in BELOW[layer]:
                yield f'{path}:{line}: a test of {layer} may not include {name} of {other}'
            if layer != 'ui' and TOOLKIT.match(name):
                yield f'{path}:{line}: a test of {layer} may not include {name}'


def main():
    home = {os.path.basename(path): layer for path, layer in sources('src') if path.endswith('.h')}
    out = tap.Tap()
    out.case('/lint/layers/own-headers', foreign_includes(home))
    out.case('/lint/layers/toolkit-only-in-ui', toolkit_includes())
    out.case('/lint/layers/database-headers-only-in-store', database_includes())
    out.case('/lint/layers/database-calls-only-in-store', database_calls())
    out.case('/lint/layers/commands-leave-the-process-alone', process_uses())
    out.case('/lint/layers/tests-look-down', upward_tests(home))
    return out.done()


if __name__ == '__main__':
    sys.exit(main())
