# SPDX-License-Identifier: GPL-3.0-or-later
"""A new dossier is filled by keyboard alone: the customer, a person, a visit; each is looked for in the database."""
import drive


class Dossier:
    def __init__(self, app, database):
        self.app = app
        self.database = database
        self.frame = app.find('frame', '– Pursuit$')
        drive.wait_for(lambda: self.frame.has_state('active'), 'the window to be the active one')
        app.key('ctrl+1')
        self.page = self.frame.find('filler', '^PursuitCustomersPage$')
        self.id = None

    def dialog(self, title):
        """A dialog of the window, with the focus in it."""
        found = self.app.find('frame', title, near=True)
        drive.wait_for(lambda: found.has_state('active'), f'{title} to be the active window')
        return found

    def fill(self, title, text):
        """Types into the first field of a dialog, which has the focus from the beginning, and saves with Return."""
        found = self.dialog(title)
        self.app.type(text)
        drive.wait_for(lambda: any(node.text == text for node in found.find_all('text')), f'{text} to be typed')
        self.app.key('Return')
        drive.wait_for(lambda: self.frame.has_state('active'), 'the window to be the active one')

    def act(self, words):
        """Does what the command bar finds first."""
        drive.wait_for(lambda: self.frame.has_state('active'), 'the window to be the active one')
        self.app.key('ctrl+k')
        bar = self.frame.find('dialog', '^Find Anything$', near=True)
        drive.wait_for(lambda: self.app.focused().role in ('text', 'entry'), 'the focus in the bar')
        self.app.type('>' + words)
        bar.find('list item', words)
        self.app.key('Return')


def add_customer(dossier):
    dossier.app.key('ctrl+n')
    dossier.fill('^New Customer', '云岭变压器有限公司')
    dossier.id, = dossier.database.wait_for_row("SELECT id FROM customer WHERE name = '云岭变压器有限公司'")
    dossier.page.find('heading', '^云岭变压器有限公司$')


def add_person(dossier):
    dossier.act('Add a Person')
    dossier.fill('Person', '沈岚')
    dossier.database.wait_for_row("SELECT 1 FROM contact WHERE customer_id = ? AND name = '沈岚'", dossier.id)


def record_visit(dossier):
    dossier.act('Record a Visit')
    dossier.fill('Visit', '首次拜访')
    dossier.database.wait_for_row("SELECT 1 FROM activity WHERE customer_id = ? AND kind = 'visit' AND subject = '首次拜访'", dossier.id)


def edit_in_place(dossier):
    dossier.act('Rename the Customer')
    drive.wait_for(lambda: any(e.has_state('focused') for e in dossier.page.find_all('text', '^Name$')), 'the focus on the name')
    dossier.app.key('ctrl+a')
    dossier.app.type('云岭变压器股份有限公司')
    dossier.app.key('Return')
    dossier.database.wait_for_row("SELECT 1 FROM customer WHERE id = ? AND name = '云岭变压器股份有限公司'", dossier.id)
    dossier.page.find('heading', '^云岭变压器股份有限公司$')


def run(story, app, database):
    dossier = Dossier(app, database)
    with story.step('a new customer is typed in without a mouse'):
        add_customer(dossier)
    with story.step('a person is added by the command bar'):
        add_person(dossier)
    with story.step('a visit is recorded by the command bar'):
        record_visit(dossier)
    with story.step('the name is changed in place'):
        edit_in_place(dossier)
