# SPDX-License-Identifier: GPL-3.0-or-later
"""Things are found with the command bar and opened with the keyboard alone."""
import drive


class Bar:
    """The command bar over the window."""

    def __init__(self, app, database):
        self.app = app
        self.database = database
        self.frame = app.find('frame', '– Pursuit$')
        # A customer whose first letters are typed on any keyboard, and that nothing else is called like.
        self.name, = database.row(
            "SELECT name FROM customer c WHERE name GLOB '[A-Za-z]*' AND NOT EXISTS"
            ' (SELECT 1 FROM customer o WHERE o.id <> c.id AND substr(o.name, 1, 5) = substr(c.name, 1, 5))'
            ' ORDER BY id DESC')

    def is_open(self):
        return bool(self.frame.find_all('dialog', '^Find Anything$'))

    def open(self):
        self.app.key('ctrl+k')
        self.frame.find('dialog', '^Find Anything$', near=True)
        drive.wait_for(lambda: self.app.focused().role in ('text', 'entry'), 'the focus in the bar')

    def row(self, name):
        return self.frame.find('dialog', '^Find Anything$', near=True).find('list item', name)

    def wait_until_closed(self):
        drive.wait_for(lambda: not self.is_open(), 'the bar to close')


def open_customer(bar):
    bar.open()
    bar.app.type(bar.name[:5].lower())
    bar.row(f'^{bar.name}')
    bar.app.key('Return')
    bar.wait_until_closed()
    bar.frame.find('filler', '^PursuitDossierPage$').find('heading', f'^{bar.name}$')


def find_recent(bar):
    bar.open()
    bar.row(f'^{bar.name}')
    bar.app.key('Escape')
    bar.wait_until_closed()


def open_beside(bar):
    bar.open()
    bar.app.type(bar.name[:5].lower())
    bar.row(f'^{bar.name}')
    bar.app.key('ctrl+Return')
    beside = bar.app.find('frame', f'^{bar.name}$')
    beside.find('heading', f'^{bar.name}$')
    drive.wait_for(lambda: beside.has_state('active'), 'the window beside to be the active one')
    bar.app.key('ctrl+w')
    drive.wait_for(lambda: not bar.app.find_all('frame', f'^{bar.name}$'), 'the window beside to close')


def do_action(bar):
    drive.wait_for(lambda: bar.frame.has_state('active'), 'the window to be the active one')
    bar.open()
    bar.app.type('>keyboard sh')
    bar.row('^Keyboard Shortcuts')
    bar.app.key('Return')
    bar.app.find('frame', '^Keyboard Shortcuts$').find('label', '^Find Anything$')
    bar.app.key('Escape')
    drive.wait_for(lambda: not bar.app.find_all('frame', '^Keyboard Shortcuts$'), 'the shortcuts to close')


def run(story, app, database):
    bar = Bar(app, database)
    with story.step('a customer is found by a few letters'):
        open_customer(bar)
    with story.step('what was opened is listed first'):
        find_recent(bar)
    with story.step('a dossier is opened beside'):
        open_beside(bar)
    with story.step('an action is done by its name'):
        do_action(bar)
