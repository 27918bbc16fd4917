# SPDX-License-Identifier: GPL-3.0-or-later
"""What bash offers after pursuitctl."""

import os
import shutil
import subprocess
import sys

from harness import Skip, equal, main, test

SCRIPT = os.path.abspath(sys.argv[2])


def offers(*words):
    """The last word is the one that is being typed."""
    if shutil.which("bash") is None:
        raise Skip("there is no bash")
    done = subprocess.run(
        ["bash", "--norc", "-c", 'script=$1; shift; . "$script"; COMP_WORDS=(pursuitctl "$@"); '
         'COMP_CWORD=$#; _pursuitctl; printf "%s\\n" "${COMPREPLY[@]}"', "bash", SCRIPT, *words],
        capture_output=True, text=True, check=False)
    equal((done.returncode, done.stderr), (0, ""))
    return done.stdout.split()


@test("/cli/completion/offers-commands-kinds-and-options")
def completes(bench):
    del bench
    assert {"init", "board", "deal", "--db"} <= set(offers("")), offers("")
    equal(offers("bo"), ["board"])
    equal(offers("deal", "l"), ["lose"])
    equal(offers("deal", "lose", "7", "--reas"), ["--reason"])
    equal(offers("--db", "x.pursuit", "--json", "list", "cu"), ["customers"])
    equal(offers("list", "deals", "--sta"), ["--stage", "--status", "--stalled"])
    equal(offers("show", "custo"), ["customer"])
    equal(offers("import", "de"), ["deals"])
    equal(offers("--db", "ini"), [])
    equal(offers("list", "deals", "--owner", ""), [])


@test("/cli/completion/knows-every-command")
def complete(bench):
    for line in bench.ok("--help").out.split("Commands:\n")[1].split("\n\n")[0].splitlines():
        *before, last = line.strip().split("  ")[0].split()
        assert last in offers(*before, last[:1]), line


if __name__ == "__main__":
    main()
