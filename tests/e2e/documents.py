# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents come in by every way there is, go out by every way, and are refused with a sentence; the files are the witness."""
import hashlib
import os
import pathlib
import sqlite3
import stat
import subprocess

import drive
import imports

VIEWER = '''#!/bin/sh
printf '%s\\n' "$1" >>"{log}"
'''

DESKTOP = '''[Desktop Entry]
Type=Application
Name=Viewer of the test
Exec={script} %f
MimeType=text/plain;image/png;
'''


class Documents:
    def __init__(self, app, database, folder, customer_id):
        self.app = app
        self.database = database
        self.folder = folder
        self.customer_id = customer_id
        self.frame = app.find('frame', '– Pursuit$')
        self.page = self.frame.find('filler', '^PursuitCustomersPage$')
        self.page.find('page tab', '^Documents$').click()
        self.view = self.page.find('filler', '^PursuitDocumentsView$')

    def make(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def wait_for_file(self, name, content):
        """Until the database has a document of that name with just that content; its number."""
        checksum = hashlib.sha256(content).hexdigest()
        found, = self.database.wait_for_row('SELECT id FROM document WHERE customer_id = ? AND name LIKE ? AND checksum = ?',
                                            self.customer_id, name, checksum)
        pieces = self.database.rows('SELECT p.bytes FROM document_piece p JOIN document_version v ON v.id = p.version_id '
                                    'JOIN document d ON d.id = v.document_id AND d.version = v.version '
                                    'WHERE d.id = ? ORDER BY p.position', found)
        assert b''.join(piece for piece, in pieces) == content, name
        return found

    def row(self, name):
        return self.view.find('list item', name)

    def select(self, name):
        self.row(name).click_until(lambda: self.row(name).has_state('selected'), f'{name} to be selected')

    def name_target(self, path):
        """Names the file in the dialog for a new one, in which the offered name is selected."""
        chooser = drive.wait_for(lambda: next((n for n in self.app.root.children if n.name == 'Save Document' and n.shown), None),
                                 'the file chooser')
        entry = drive.wait_for(lambda: next((n for n in chooser.walk() if n.role in ('entry', 'text') and n.text == 'Offer 2.txt'), None),
                               'the offered name')
        self.app.key('ctrl+a')
        self.app.type(str(path))
        drive.wait_for(lambda: entry.text == str(path), f'{path} in the entry')
        self.app.key('Return')

    def act(self, name, item):
        """Chooses an item of the menu of a document."""
        self.row(name).find('push button', 'What can be done').click()
        self.app.find('menu item', item).activate()

    def say(self, words):
        """A toast or a banner that says so."""
        return self.frame.find('label', words, near=True)


def install_viewer(folder):
    """A program that the desktop opens texts and pictures with; it notes what it was given."""
    log, script = folder / 'opened', folder / 'viewer'
    log.touch()
    script.write_text(VIEWER.format(log=log))
    script.chmod(0o755)
    applications = pathlib.Path(os.environ['XDG_DATA_HOME'], 'applications')
    applications.mkdir(parents=True, exist_ok=True)
    (applications / 'pursuit-test-viewer.desktop').write_text(DESKTOP.format(script=script))
    pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'mimeapps.list').write_text(
        '[Default Applications]\ntext/plain=pursuit-test-viewer.desktop\nimage/png=pursuit-test-viewer.desktop\n')
    return log


def choose_file(documents):
    path = documents.make('Offer.txt', b'What it costs.\n')
    documents.view.find('push button', '^Add Files').click()
    imports.choose_file(documents.app, str(path), 'Add Files')
    documents.wait_for_file('Offer.txt', b'What it costs.\n')
    documents.row('Offer.txt')


def copy_files(documents, *paths):
    documents.app.copy(''.join(f'{path.as_uri()}\r\n' for path in paths).encode(), 'text/uri-list')
    documents.select('Offer.txt')
    documents.app.key('ctrl+v')


def paste_files(documents):
    copy_files(documents, documents.make('Minutes.txt', b'Who said what.\n'), documents.make('方案.txt', '技术方案\n'.encode()))
    documents.wait_for_file('Minutes.txt', b'Who said what.\n')
    documents.wait_for_file('方案.txt', '技术方案\n'.encode())


def paste_picture(documents):
    png = subprocess.run(['convert', '-size', '20x10', 'xc:red', 'png:-'], capture_output=True, check=True, timeout=60).stdout
    documents.app.copy(png, 'image/png')
    documents.select('Offer.txt')
    documents.app.key('ctrl+v')
    name, media_type = documents.database.wait_for_row(
        "SELECT name, media_type FROM document WHERE customer_id = ? AND name LIKE 'Picture %.png'", documents.customer_id)
    assert media_type == 'image/png', media_type
    documents.row('^' + name.split('.png')[0])


def drop_file(documents):
    path = documents.make('Dropped.txt', b'Let go of here.\n')
    source = subprocess.Popen(['/usr/bin/python3', os.path.join(os.path.dirname(__file__), 'file-source.py'), str(path)])
    try:
        start = drive.wait_for(lambda: find_window(source.pid), 'the window with the files')
        documents.app.drag(start, documents.row('Offer.txt'))
        documents.wait_for_file('Dropped.txt', b'Let go of here.\n')
    finally:
        source.terminate()
        source.wait()


def find_window(pid):
    """The middle of the one window of a program."""
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(pid), '--name', '^Files$'], capture_output=True,
                           text=True, check=False, timeout=60).stdout.split()
    if not found:
        return None
    subprocess.run(['xdotool', 'windowmove', found[0], '1440', '860'], check=True, timeout=60)
    shape = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', found[0]], capture_output=True, text=True, check=True,
                           timeout=60).stdout
    values = dict(line.split('=') for line in shape.split())
    return int(values['X']) + int(values['WIDTH']) // 2, int(values['Y']) + int(values['HEIGHT']) // 2


def refuse_large(documents):
    path = documents.folder / 'Film.txt'
    with open(path, 'wb') as file:
        file.truncate(26 * 1024 * 1024)
    copy_files(documents, path)
    documents.say('“Film.txt” is too large to be kept here')
    assert documents.database.value("SELECT count(*) FROM document WHERE name = 'Film.txt'") == 0


def refuse_same(documents):
    copy_files(documents, documents.make('Again.txt', b'What it costs.\n'))
    documents.say('The same file is there already, as “Offer.txt”')


def add_version(documents):
    path = documents.make('Offer 2.txt', b'What it costs now.\n')
    documents.act('Offer.txt', 'Add New Version')
    imports.choose_file(documents.app, str(path), 'Add New Version')
    documents.wait_for_file('Offer 2.txt', b'What it costs now.\n')
    documents.row('Offer 2.txt.*version 2')


def find_opened(log, name):
    """The last copy of a file that the viewer was given. A key that chose a file may have opened another row before."""
    copies = [line for line in log.read_text().splitlines() if line.endswith('/' + name)]
    return copies[-1] if copies else None


def open_document(documents, log):
    documents.select('Offer 2.txt')
    documents.app.key('Return')
    copy = pathlib.Path(drive.wait_for(lambda: find_opened(log, 'Offer 2.txt'), 'the viewer to be started'))
    assert copy.read_bytes() == b'What it costs now.\n', copy
    assert stat.S_IMODE(copy.stat().st_mode) & 0o277 == 0, oct(copy.stat().st_mode)
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700, copy.parent
    return copy


def save_document(documents):
    target = documents.folder / 'Saved.txt'
    documents.select('Offer 2.txt')
    documents.app.key('ctrl+s')
    documents.name_target(target)
    drive.wait_for(target.exists, 'the file to be written')
    assert target.read_bytes() == b'What it costs now.\n'
    documents.say('Saved as “Saved.txt”')


def refuse_damaged(documents, log):
    connection = sqlite3.connect(documents.database.path, timeout=90)
    with connection:
        connection.execute("UPDATE document_piece SET bytes = CAST('Who said nothing' AS BLOB) WHERE bytes = CAST('Who said what.' || char(10) AS BLOB)")
    connection.close()
    documents.select('Minutes.txt')
    documents.app.key('Return')
    documents.say('^Version 1 of “Minutes.txt” is no longer what was added')
    assert find_opened(log, 'Minutes.txt') is None


def run(story, documents, log):
    with story.step('a file is chosen'):
        choose_file(documents)
    with story.step('files are pasted'):
        paste_files(documents)
    with story.step('a picture is pasted'):
        paste_picture(documents)
    with story.step('a file is dropped'):
        drop_file(documents)
    with story.step('a file over the limit is refused'):
        refuse_large(documents)
    with story.step('a file that is there already is refused'):
        refuse_same(documents)
    with story.step('a new version is added'):
        add_version(documents)
    with story.step('a private copy is opened'):
        copy = open_document(documents, log)
    with story.step('a document is saved as a file'):
        save_document(documents)
    with story.step('a changed content is refused'):
        refuse_damaged(documents, log)
    with story.step('the copy goes with the program'):
        documents.app.key('ctrl+q')
        documents.app.wait_until_ended()
        assert not copy.exists(), copy
