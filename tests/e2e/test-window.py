#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window.py WINDOW PURSUITCTL: a day with the real program, from outside: every step is looked for in the database."""
import sys
import tempfile

import bar
import board
import customers
import dossier
import drive
import gate
import imports
import scenario
from database import Database


def main():
    window, pursuitctl = sys.argv[1:]
    story = scenario.Scenario('/e2e/window')
    with tempfile.TemporaryDirectory(prefix='pursuit-e2e-') as folder:
        database = Database.make_demo(pursuitctl, folder)
        gate.prepare(database)
        with drive.App([window, '--size=1440x860', database.path]) as app:
            customers.run(story, app, database)
            bar.run(story, app, database)
            dossier.run(story, app, database)
            board.run(story, app, database)
            gate.run(story, app, database)
            imports.run(story, app, database)
    return story.done()


if __name__ == '__main__':
    sys.exit(main())
