#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string of the sources is translated into every language of po/LINGUAS, with its placeholders."""
import os
import re
import subprocess
import sys
import tempfile

import tap
import tree

# What Meson's preset 'glib' hands to xgettext, so that we judge the strings that `meson compile pursuit-pot` finds.
XGETTEXT = ['xgettext', '--package-name=pursuit', '--from-code=UTF-8', '--add-comments',
            '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2',
            '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3',
            '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format', '--flag=NC_:2:pass-c-format',
            '--flag=g_dngettext:2:pass-c-format', '--flag=g_strdup_printf:1:c-format', '--flag=g_string_printf:2:c-format',
            '--flag=g_string_append_printf:2:c-format', '--flag=g_error_new:3:c-format', '--flag=g_set_error:4:c-format',
            '--flag=g_markup_printf_escaped:1:c-format', '--flag=g_log:3:c-format', '--flag=g_print:1:c-format',
            '--flag=g_printerr:1:c-format', '--flag=g_printf:1:c-format', '--flag=g_fprintf:2:c-format',
            '--flag=g_sprintf:2:c-format', '--flag=g_snprintf:3:c-format']
SHOWN = 40


def run(*command):
    """The exit code, and what the command said in English."""
    result = subprocess.run(command, cwd=tree.TOP, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                            env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''})
    return result.returncode, result.stdout


def languages():
    return [line for line in tree.read('po/LINGUAS').split('\n') if line and not line.startswith('#')]


def untranslated(catalogue):
    """The first lines of the entries that lack a translation or are only guessed."""
    _, text = run('msgattrib', '--untranslated', '--no-obsolete', '--no-wrap', catalogue)
    _, guessed = run('msgattrib', '--only-fuzzy', '--no-obsolete', '--no-wrap', catalogue)
    return re.findall(r'^msgid (?!""$).*$', text + guessed, re.M)


def gaps(merged):
    missing = untranslated(merged)
    if missing:
        yield f'{len(missing)} strings are not translated:'
        yield from missing[:SHOWN]


def refusals(path):
    """What msgfmt finds wrong: lost placeholders, bad headers, plural forms."""
    code, said = run('msgfmt', '--check', '--output-file=/dev/null', path)
    return said.splitlines() if code else []


def main():
    out = tap.Tap()
    with tempfile.TemporaryDirectory() as work:
        template = os.path.join(work, 'pursuit.pot')
        code, said = run(*XGETTEXT, '--files-from=po/POTFILES.in', f'--output={template}')
        out.case('/lint/translations/template', said.splitlines() if code else [])
        for language in languages():
            merged = os.path.join(work, f'{language}.po')
            run('msgmerge', '--no-fuzzy-matching', '--quiet', f'--output-file={merged}', f'po/{language}.po', template)
            out.case(f'/lint/translations/{language}/complete', gaps(merged))
            out.case(f'/lint/translations/{language}/placeholders', refusals(merged))
    return out.done()


if __name__ == '__main__':
    sys.exit(main())
