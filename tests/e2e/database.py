# SPDX-License-Identifier: GPL-3.0-or-later
"""What the database holds, read beside the program: the second witness of every step.

    database = Database.make_demo(pursuitctl, folder)
    database.wait_for_row('SELECT id FROM customer WHERE region = ?', 'North')
"""
import json
import os
import sqlite3
import subprocess

import drive

# The program may be writing: its lock is waited for.
LOCK_PATIENCE = 90.0


class Database:
    def __init__(self, path):
        self.path = path

    @classmethod
    def make_demo(cls, pursuitctl, folder, customers=60, gates=False):
        """A new demonstration database in a folder; its process asks for no milestones unless the test is about gates."""
        path = os.path.join(folder, 'e2e.pursuit')
        subprocess.run([pursuitctl, '--db', path, 'demo', '--customers', str(customers), '--seed', '1'],
                       check=True, timeout=300, stdout=subprocess.DEVNULL)
        if not gates:
            connection = sqlite3.connect(path)
            with connection:
                connection.execute('UPDATE milestone SET required = 0')
            connection.close()
        return cls(path)

    def rows(self, sql, *values):
        connection = sqlite3.connect(f'file:{self.path}?mode=ro', uri=True, timeout=LOCK_PATIENCE)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def row(self, sql, *values):
        """The first row, None without any."""
        return next(iter(self.rows(sql, *values)), None)

    def value(self, sql, *values):
        row = self.row(sql, *values)
        return row[0] if row else None

    def wait_for_row(self, sql, *values):
        """The first row as soon as there is one."""
        return drive.wait_for(lambda: self.row(sql, *values), f'a row of {sql} with {values}')

    def last_entry(self):
        """The number of the journal's last entry."""
        return self.value('SELECT max(id) FROM journal')

    def wait_for_entry(self, after, entity, entity_id):
        """verb, before and after of the first journal entry about a record since the one numbered after."""
        verb, before, later = self.wait_for_row(
            'SELECT j.verb, p.before, p.after FROM journal j JOIN journal_payload p ON p.journal_id = j.id '
            'WHERE j.id > ? AND j.entity = ? AND j.entity_id = ? ORDER BY j.id', after, entity, entity_id)
        return verb, json.loads(before or '{}'), json.loads(later or '{}')
