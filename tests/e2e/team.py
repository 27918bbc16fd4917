# SPDX-License-Identifier: GPL-3.0-or-later
"""Several people, one file: what a person sees in the window of what a colleague does with pursuitctl meanwhile."""
import subprocess

import drive


class Colleague:
    """Somebody else with the same database, on this computer or another one."""

    def __init__(self, pursuitctl, path):
        self.pursuitctl = pursuitctl
        self.path = path

    def set(self, customer, **fields):
        """Changes a customer; it is acknowledged afterwards."""
        subprocess.run([self.pursuitctl, '--db', self.path, 'set', 'customer', str(customer.id),
                        *(f'{name}={value}' for name, value in fields.items())],
                       check=True, timeout=drive.LIMIT, stdout=subprocess.DEVNULL)


def see(customers, colleague):
    """A colleague's change shows by itself. How soon is asked in tests/service/test-live.c and tests/faults/test-news.c."""
    colleague.set(customers, region='Colleague’s')
    customers.field('Region', 'Colleague’s$')


def keep_typing(customers, colleague):
    """Half a text stays, with the cursor in it, while others change the customer, this very field included."""
    entry = customers.begin_editing('Region', 'Half a te')
    colleague.set(customers, address='1 New Road')
    customers.field('Address', '1 New Road$')
    colleague.set(customers, region='Theirs')
    customers.database.wait_for_row("SELECT 1 FROM customer WHERE id = ? AND region = 'Theirs'", customers.id)
    customers.app.type('xt')
    drive.wait_for(lambda: entry.text == 'Half a text', 'the text that was begun')
    assert entry.has_state('focused')
    assert customers.read('region') == 'Theirs'


def compare(customers):
    """Both wrote into one field: the window shows both and what was there before, and asks."""
    entry = customers.database.last_entry()
    customers.app.key('Return')
    customers.dossier.find('push button', '^Keep Theirs$')
    for text in ('Colleague’s', 'Theirs', 'Half a text'):
        customers.dossier.find(None, f'{text}')
    assert customers.read('region') == 'Theirs'
    assert customers.database.last_entry() == entry
    customers.dossier.find('push button', '^Save Mine$').activate()
    customers.database.wait_for_row("SELECT 1 FROM customer WHERE id = ? AND region = 'Half a text'", customers.id)
    verb, old, new = customers.database.wait_for_entry(entry, 'customer', customers.id)
    assert (verb, old['region'], new['region']) == ('edit', 'Theirs', 'Half a text'), (verb, old, new)
    customers.field('Region', 'Half a text$')
