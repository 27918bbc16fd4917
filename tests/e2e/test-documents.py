#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-documents.py WINDOW PURSUITCTL: files go into a dossier and out of it, from outside, with the programs of the desktop."""
import pathlib
import sys
import tempfile

import documents
import dossier
import drive
import scenario
from database import Database


def main():
    window, pursuitctl = sys.argv[1:]
    story = scenario.Scenario('/e2e/documents')
    with tempfile.TemporaryDirectory(prefix='pursuit-e2e-') as folder:
        log = documents.install_viewer(pathlib.Path(folder))
        database = Database.make_demo(pursuitctl, folder)
        with drive.App([window, '--size=1440x860', database.path]) as app:
            page = dossier.Dossier(app, database)
            dossier.add_customer(page)
            documents.run(story, documents.Documents(app, database, pathlib.Path(folder), page.id), log)
    return story.done()


if __name__ == '__main__':
    sys.exit(main())
