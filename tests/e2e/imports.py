# SPDX-License-Identifier: GPL-3.0-or-later
"""A file is brought in through the assistant, and found in the database."""
import os

import drive


def choose_file(app, path, title='Choose a File to Import'):
    """Types a path into the file chooser, which shows an entry for it at the first slash."""
    chooser = drive.wait_for(lambda: next((n for n in app.root.children if n.name == title and n.shown), None), 'the file chooser')
    app.type('/')
    entry = drive.wait_for(lambda: next((n for n in chooser.walk() if n.role in ('entry', 'text') and n.text == '/'), None),
                           'the entry for the path')
    app.type(path[1:])
    drive.wait_for(lambda: entry.text == path, f'{path} in the entry')
    app.key('Return')


def bring_in(app, database):
    path = os.path.join(os.path.dirname(database.path), 'new.csv')
    with open(path, 'w', encoding='gb18030') as file:
        file.write('客户名称,所属区域\n海岳港务工程有限公司,华东\n')
    entry = database.last_entry()
    app.key('ctrl+i')
    app.find('push button', '^Choose a File').click()
    choose_file(app, path)
    button = app.find('push button', '^Import 1 Row$')
    assert database.last_entry() == entry, 'the preview changes nothing'
    button.click()
    database.wait_for_row("SELECT 1 FROM customer WHERE name = '海岳港务工程有限公司' AND region = '华东'")
    database.wait_for_row("SELECT 1 FROM journal WHERE id > ? AND verb = 'import'", entry)
    app.find('push button', '^Done$').click()


def run(story, app, database):
    with story.step('a file in GB18030 is brought in'):
        bring_in(app, database)
