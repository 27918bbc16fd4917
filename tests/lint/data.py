#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""data.py DESKTOP METAINFO: what other programs read of ours is valid."""
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import tap
import tree

BUNDLE = 'data/pursuit.gresource.xml'
# GTK paints symbolic icons by giving these shapes a fill; anything else keeps its own colour or vanishes.
SYMBOLIC_SHAPES = ('svg', 'g', 'path', 'rect', 'circle')


def complaints(*command):
    """What the command says when it refuses."""
    result = subprocess.run(command, cwd=tree.TOP, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return result.stdout.splitlines() or [f'{command[0]}: exit code {result.returncode}'] if result.returncode else []


def symbolic_faults():
    for name in tree.files('data', suffixes=('-symbolic.svg',)):
        root = ElementTree.fromstring(tree.read(name))
        if (root.get('width'), root.get('height')) != ('16', '16'):
            yield f'{name}: not 16 by 16'
        for element in root.iter():
            shape = element.tag.rpartition('}')[2]
            if shape not in SYMBOLIC_SHAPES or 'stroke' in element.attrib:
                yield f'{name}: <{shape}> is not a plain filled shape'


def bundled():
    return [element.text for element in ElementTree.fromstring(tree.read(BUNDLE)).iter('file')]


def bundle_gaps():
    """Icons, style sheets and templates that exist but would not be in the program, and the other way round."""
    names = bundled()
    for name in names:
        if not os.path.isfile(os.path.join(tree.TOP, 'data', name)):
            yield f'{BUNDLE}: data/{name} does not exist'
    for path in tree.files('data', suffixes=('.css', '.svg', '.ui')):
        name = path.removeprefix('data/')
        if name not in names and not name.startswith('icons/hicolor/symbolic/'):
            yield f'{BUNDLE}: {name} is missing'


def undefined_colours():
    """Our own colour names that a style sheet uses and none defines: GTK only warns at run time."""
    sheets = tree.files('data', suffixes=('.css',))
    defined = {n for s in sheets for n in re.findall(r'@define-color\s+(\w+)', tree.read(s))}
    for sheet in sheets:
        for name in re.findall(r'@(pursuit_\w+)', tree.read(sheet)):
            if name not in defined:
                yield f'{sheet}: @{name} is not defined'


def unknown_icons():
    """Icons of ours that code or a template names but that are not drawn."""
    drawn = {os.path.basename(n).removesuffix('.svg') for n in tree.files('data', suffixes=('.svg',))}
    for path in tree.files('src', 'data', suffixes=('.c', '.ui')):
        for name in re.findall(r'\bpursuit-[a-z0-9-]+-symbolic\b', tree.read(path)):
            if name not in drawn:
                yield f'{path}: there is no icon {name}'


def main():
    desktop, metainfo = map(os.path.abspath, sys.argv[1:])
    out = tap.Tap()
    out.case('/lint/data/desktop', complaints('desktop-file-validate', desktop))
    out.case('/lint/data/metainfo', complaints('appstreamcli', 'validate', '--no-net', '--no-color', metainfo))
    out.case('/lint/data/settings', complaints('glib-compile-schemas', '--strict', '--dry-run', 'data'))
    out.case('/lint/data/xml', complaints('xmllint', '--noout', *tree.files('data', suffixes=('.svg', '.xml', '.ui', '.xml.in'))))
    out.case('/lint/data/symbolic-icons', symbolic_faults())
    out.case('/lint/data/bundle', bundle_gaps())
    out.case('/lint/data/colours', undefined_colours())
    out.case('/lint/data/icons-exist', unknown_icons())
    return out.done()


if __name__ == '__main__':
    sys.exit(main())
