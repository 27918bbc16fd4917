# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the source tree."""
import os
import re
import subprocess

TOP = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))


def _all_files():
    """What git tracks or would track; in an unpacked archive, everything but build directories."""
    git = subprocess.run(['git', '-C', TOP, 'ls-files', '-co', '--exclude-standard', '-z'], capture_output=True, check=False)
    if git.returncode == 0:
        names = {name for name in git.stdout.decode().split('\0') if name}
    else:
        names = set()
        for folder, folders, files in os.walk(TOP):
            folders[:] = [f for f in folders if not f.startswith(('.git', 'build'))]
            names.update(os.path.relpath(os.path.join(folder, f), TOP) for f in files)
    return sorted(name for name in names if os.path.isfile(os.path.join(TOP, name)))


FILES = _all_files()


def files(*folders, suffixes=None):
    """Paths below any of folders ('' is the top) that end in one of suffixes."""
    return [name for name in FILES
            if (not folders or any(name.startswith(f + '/') for f in folders))
            and (suffixes is None or name.endswith(tuple(suffixes)))]


def read(name):
    with open(os.path.join(TOP, name), encoding='utf-8') as file:
        return file.read()


def is_script(name):
    """Whether the file begins with #!"""
    with open(os.path.join(TOP, name), 'rb') as file:
        return file.read(2) == b'#!'


_NOISE = re.compile(r'''/\*.*?\*/ | //[^\n]* | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' ''', re.S | re.X)


def without_comments(text, keep_strings=False):
    """C source with comments, and the insides of strings, blanked out; lines stay where they are."""
    def blank(match):
        piece = match.group()
        if piece[0] in '"\'':
            return piece if keep_strings else piece[0] + ' ' * (len(piece) - 2) + piece[0]
        return re.sub(r'[^\n]', ' ', piece)
    return _NOISE.sub(blank, text)


def line_of(text, position):
    return text.count('\n', 0, position) + 1
