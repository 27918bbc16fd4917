# SPDX-License-Identifier: GPL-3.0-or-later
"""Things are found with the command bar and opened with the keyboard alone."""
import pathlib
import re

import drive

NAMES = pathlib.Path(__file__).parents[2] / 'data' / 'demo' / 'names.txt'
# How the sounds of some trades begin; the characters before them are in the file of names.
TRADES = {'水电': 'sd', '热电': 'rd', '电力': 'dl', '发电': 'fd', '化工': 'hg', '石化': 'sh', '化肥': 'hf', '港口': 'gk', '港务': 'gw',
          '航运': 'hy', '码头': 'mt', '煤业': 'my', '矿业': 'ky', '矿山': 'ks', '铁矿': 'tk', '钢铁': 'gt', '特钢': 'tg', '铝业': 'ly',
          '制药': 'zy', '药业': 'yy', '水泥': 'sn', '建材': 'jc', '水务': 'sw', '供水': 'gs', '造纸': 'zz', '纸业': 'zy', '船舶': 'cb'}


class Bar:
    """The command bar over the window."""

    def __init__(self, app, database):
        self.app = app
        self.database = database
        self.frame = app.find('frame', '– Pursuit$')
        self.name, self.initials = self._choose()

    def _choose(self):
        """A Chinese customer, and the first letters of its short name, which no other has."""
        letters = {character: sound[0] for character, sound in re.findall(r'(\w)\|([a-z]+)', NAMES.read_text(encoding='utf-8'))}
        names = {}
        for name, short_name in self.database.rows('SELECT name, short_name FROM customer ORDER BY id'):
            first, second, trade = short_name[:1], short_name[1:2], short_name[2:]
            if first in letters and second in letters and trade in TRADES:
                names.setdefault(letters[first] + letters[second] + TRADES[trade], []).append(name)
        return next((found[0], initials) for initials, found in names.items() if len(found) == 1)

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
    bar.app.type(bar.initials)
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
    bar.app.type(bar.initials)
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
    with story.step('a customer is found by the first letters of its syllables'):
        open_customer(bar)
    with story.step('what was opened is listed first'):
        find_recent(bar)
    with story.step('a dossier is opened beside'):
        open_beside(bar)
    with story.step('an action is done by its name'):
        do_action(bar)
