# SPDX-License-Identifier: GPL-3.0-or-later
"""A customer is looked for, opened, changed and deleted in the window, and found so in the database."""
import drive


class Customers:
    """The customers view of the window, and one customer of the database."""

    def __init__(self, app, database):
        self.app = app
        self.database = database
        self.frame = app.find('frame', '– Pursuit$')
        view = self.frame.find('list item', '^Customers, ')
        view.click_until(lambda: view.has_state('selected'), 'the customers view')
        self.page = self.frame.find('filler', '^PursuitCustomersPage$')
        self.list = self.page.find('filler', '^PursuitCustomerList$')
        self.dossier = self.page.find('filler', '^PursuitDossierPage$')
        # A Chinese customer that only the search brings up: its short name is in no other name.
        self.id, self.name, self.short_name = database.row(
            "SELECT id, name, short_name FROM customer c WHERE name LIKE '%公司' AND short_name <> '' AND NOT EXISTS"
            " (SELECT 1 FROM customer o WHERE o.id <> c.id AND instr(o.name, c.short_name) > 0)"
            ' ORDER BY last_contact_at, id')

    def read(self, column):
        return self.database.value(f'SELECT {column} FROM customer WHERE id = ?', self.id)

    def row(self):
        """The row of the customer in the list."""
        return self.list.find('list item', f'^{self.name},')

    def field(self, label, value=''):
        """The row of a field on the dossier."""
        return self.dossier.find('list item', f'^{label}: {value}')

    def begin_editing(self, label, text):
        """Clicks a field and replaces its text, without saving it; gives the entry."""
        row = self.field(label)
        row.scroll_into_view()
        entry = row.click_until(lambda: next(iter(row.find_all('text', f'^{label}$')), None), f'{label} being edited')
        drive.wait_for(lambda: entry.has_state('focused'), f'the focus on {label}')
        self.app.key('ctrl+a')
        self.app.type(text)
        drive.wait_for(lambda: entry.text == text, f'{label} holding {text!r}')
        return entry


def search(customers):
    customers.app.key('ctrl+f')
    customers.app.type(customers.short_name)
    customers.list.find('label', '^1 shown')
    row = customers.row()
    row.click_until(lambda: customers.dossier.find_all('heading', f'^{customers.name}$'), 'the dossier')


def edit(customers):
    entry = customers.database.last_entry()
    before = customers.read('region')
    customers.begin_editing('Region', 'Harbour 东港')
    customers.app.key('Return')
    customers.field('Region', 'Harbour 东港$')
    assert customers.read('region') == 'Harbour 东港'
    verb, old, new = customers.database.wait_for_entry(entry, 'customer', customers.id)
    assert verb == 'edit', verb
    assert (old['region'], new['region']) == (before, 'Harbour 东港'), (old, new)


def escape(customers):
    entry = customers.database.last_entry()
    customers.begin_editing('Region', 'Elsewhere')
    customers.app.key('Escape')
    customers.field('Region', 'Harbour 东港$')
    assert customers.read('region') == 'Harbour 东港'
    assert customers.database.last_entry() == entry


def refuse(customers):
    before = customers.read('estimated_revenue')
    entry = customers.begin_editing('Estimated revenue', 'twelve or so')
    customers.app.key('Return')
    customers.dossier.find('alert', 'twelve or so.* is not an amount of money')
    assert entry.text == 'twelve or so', entry.text
    assert customers.read('estimated_revenue') == before
    customers.app.key('Escape')
    customers.field('Estimated revenue')


def delete_and_undo(customers):
    entry = customers.database.last_entry()
    row = customers.row()
    row.click_until(lambda: row.has_state('focused'), 'the focus on the customer')
    customers.app.key('Delete')
    customers.frame.find('label', f'“{customers.name}” deleted', near=True)
    customers.database.wait_for_row(
        "SELECT 1 FROM journal WHERE id > ? AND verb = 'delete' AND entity = 'customer' AND entity_id = ?",
        entry, customers.id)
    # A toast slides in: where its button is said to be is not where it will be.
    customers.frame.find('push button', '^Undo', near=True).click_until(
        lambda: customers.database.rows('SELECT 1 FROM customer WHERE id = ? AND deleted_at = 0', customers.id),
        'the customer to be there again')
    customers.row()


def run(story, app, database):
    customers = Customers(app, database)
    with story.step('a customer is found by its Chinese short name'):
        search(customers)
    with story.step('a field is changed in place, and in the database'):
        edit(customers)
    with story.step('escape brings the old text back'):
        escape(customers)
    with story.step('an impossible amount is refused beside what was typed'):
        refuse(customers)
    with story.step('a deleted customer comes back by the toast'):
        delete_and_undo(customers)
