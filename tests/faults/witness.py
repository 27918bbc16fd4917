# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at a database without Pursuit's code, after a storm: is it sound, is every acknowledged save in it exactly once,
and does every record stand as the journal says?"""

import collections
import datetime
import hashlib
import json
import sqlite3

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
TABLES = ('customer', 'deal')
# Where the marker of a save stands: the entry, the history, or both; winning and undoing carry none.
PLACES = {'create': 1, 'edit': 1, 'move': 1, 'lose': 2}
# Follow from other records, not from the journal alone.
COMPUTED = {'completeness', 'last_contact_at'}


def as_column(value, column):
    """A value of the journal as the column holds it: times are microseconds there, no value may be 0."""
    if isinstance(value, bool):
        return int(value)
    if value is None:
        return 0 if isinstance(column, int) else None
    if isinstance(value, str) and isinstance(column, int):
        instant = datetime.datetime.fromisoformat(value.replace('Z', '+00:00'))
        return (instant - EPOCH) // datetime.timedelta(microseconds=1)
    return value


def count_entries(path):
    """How long the journal is."""
    witness = Witness(path)
    try:
        return len(witness.entries)
    finally:
        witness.close()


class Witness:
    """One database file, opened for reading; problems() says what is wrong with it."""

    def __init__(self, path):
        self.db = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
        self.db.row_factory = sqlite3.Row
        self.entries = self.db.execute(
            'SELECT j.*, p.salt, p.before, p.after FROM journal j LEFT JOIN journal_payload p ON p.journal_id = j.id'
            ' ORDER BY j.id').fetchall()

    def close(self):
        self.db.close()

    def problems(self):
        yield from self.engine()
        yield from self.chain()
        yield from self.records()
        yield from self.history()
        yield from self.totals()

    def engine(self):
        verdict = [row[0] for row in self.db.execute('PRAGMA integrity_check')]
        if verdict != ['ok']:
            yield f'integrity_check: {verdict[:3]}'
        for row in self.db.execute('PRAGMA foreign_key_check'):
            yield f'foreign_key_check: {tuple(row)}'

    def chain(self):
        """Nothing is missing, nothing is in between, every payload is the one that was hashed."""
        previous = bytes(32)
        for number, entry in enumerate(self.entries, 1):
            payload = b''.join((text or '').encode() + b'\0' for text in (entry['before'], entry['after']))
            if entry['id'] != number or entry['prev_hash'] != previous:
                yield f"journal: entry {entry['id']} does not follow the one before it"
            if entry['salt'] is None or hashlib.sha256(entry['salt'] + payload).digest() != entry['payload_hash']:
                yield f"journal: the payload of entry {entry['id']} is not what was written"
            previous = entry['hash']

    def records(self):
        """The journal from its beginning, played over nothing, gives the rows as they are."""
        state = collections.defaultdict(dict)
        for entry in self.entries:
            if entry['entity'] in TABLES:
                after = json.loads(entry['after'] or '{}')
                if entry['before'] is None and entry['verb'] == 'create':
                    after['deleted'] = False
                state[entry['entity'], entry['entity_id']].update(after)
        for table in TABLES:
            for row in self.db.execute(f'SELECT * FROM {table}'):
                expected = state.pop((table, row['id']), None)
                if expected is None:
                    yield f"{table} {row['id']} has no entry in the journal"
                    continue
                yield from self.differences(table, row, expected)
        for table, number in state:
            yield f'{table} {number} is in the journal only'

    @staticmethod
    def differences(table, row, expected):
        for field, value in expected.items():
            if field == 'deleted':
                found, value = row['deleted_at'] != 0, bool(value)
            elif field in COMPUTED:
                continue
            else:
                found, value = row[field], as_column(value, row[field])
            if found != value:
                yield f"{table} {row['id']}: {field} is {found!r}, the journal says {value!r}"

    def history(self):
        """Each way of a deal is one path that ends where the deal stands; a move and its entry come together."""
        moves = collections.defaultdict(list)
        for row in self.db.execute('SELECT * FROM stage_move ORDER BY id'):
            moves[row['deal_id']].append(row)
        for deal in self.db.execute('SELECT * FROM deal'):
            way = moves.pop(deal['id'], [])
            at = (None, None)
            for move in way:
                if (move['from_stage_id'], move['from_status']) != at:
                    yield f"deal {deal['id']}: move {move['id']} begins where it did not stand"
                at = (move['to_stage_id'], move['to_status'])
            if at != (deal['stage_id'], deal['status']):
                yield f"deal {deal['id']} stands elsewhere than its history says"
        changes = sum(1 for entry in self.entries if entry['entity'] == 'deal' and self.changes_stage(entry))
        count = self.db.execute('SELECT count(*) FROM stage_move').fetchone()[0]
        if changes != count:
            yield f'{count} rows of history for {changes} entries of the journal'

    @staticmethod
    def changes_stage(entry):
        after = json.loads(entry['after'] or '{}')
        return 'stage_id' in after or 'status' in after

    def totals(self):
        weighted = 'sum(amount / 100 * probability + amount % 100 * probability / 100)'
        found = self.db.execute('SELECT stage_id, status, count, amount, weighted FROM deal_total WHERE count <> 0'
                                ' ORDER BY 1, 2').fetchall()
        counted = self.db.execute(f'SELECT stage_id, status, count(*), sum(amount), {weighted} FROM deal'
                                  ' WHERE deleted_at = 0 GROUP BY 1, 2 ORDER BY 1, 2').fetchall()
        if [tuple(row) for row in found] != [tuple(row) for row in counted]:
            yield 'the totals do not agree with the deals'

    def markers(self):
        """Where each marker stands: in which entries (undoing aside) and how often in the history."""
        places = collections.Counter()
        for entry in self.entries:
            if entry['verb'] in ('create', 'edit', 'lose'):
                after = json.loads(entry['after'] or '{}')
                places.update({value for value in after.values() if isinstance(value, str) and value.startswith('w')})
        for row in self.db.execute("SELECT reason FROM stage_move WHERE reason LIKE 'w%'"):
            places[row[0]] += 1
        return places

    def unaccounted(self, acks):
        """Acknowledged saves that are not there exactly once, as somebody meant them."""
        by_id = {entry['id']: entry for entry in self.entries}
        seen = set()
        places = self.markers()
        for ack in acks:
            entry = by_id.get(ack.entry)
            if entry is None:
                yield f'entry {ack.entry} ({ack.verb}, {ack.marker}) was acknowledged and is not there'
                continue
            if ack.entry in seen:
                yield f'entry {ack.entry} was acknowledged twice'
            seen.add(ack.entry)
            if entry['verb'] != ack.verb or (ack.entity != '-' and (entry['entity'], entry['entity_id']) != (ack.entity, ack.id)):
                yield f"entry {ack.entry} is {entry['verb']} of {entry['entity']}, acknowledged was {ack.verb} of {ack.entity}"
            if ack.verb in PLACES and places[ack.marker] != PLACES[ack.verb]:
                yield f'{ack.marker} ({ack.verb}, entry {ack.entry}) is there {places[ack.marker]} times'
