# SPDX-License-Identifier: GPL-3.0-or-later
"""A card is led through a gate: by key with what shows the milestones, by drag with a reason (STG-2)."""
import re
import sqlite3

import board as boards
import drive

MILESTONES = (('The survey was agreed on', 'buyer-act'), ('The survey was sent', 'document'))


def prepare(database):
    """Leaves milestones to the second stage alone, so that the other stories move cards freely."""
    connection = sqlite3.connect(database.path, timeout=90)
    with connection:
        connection.execute('UPDATE milestone SET deleted_at = 1 WHERE deleted_at = 0')
        (stage,) = connection.execute('SELECT id FROM stage WHERE process_id = 1 AND position = 2 AND deleted_at = 0').fetchone()
        for position, (name, kind) in enumerate(MILESTONES, 1):
            connection.execute('INSERT INTO milestone (created_at, changed_at, stage_id, position, name, kind, required)'
                               ' VALUES (1, 1, ?, ?, ?, ?, 1)', (stage, position, name, kind))
    connection.close()


def find_sheet(board):
    return board.app.find('frame', '^Move a Deal$')


def tick(board, sheet, name, words):
    """Says in words what shows a milestone."""
    row = sheet.find('list item', f'^{re.escape(name)}, ')
    row.find('push button', '^Add Proof…$').click()
    row.find('push button', '^Note$').click()
    entry = row.find('text', '^What shows it$')
    entry.click()
    board.app.type(words)
    row.find('push button', '^Done$').click()
    board.database.wait_for_row('SELECT 1 FROM proof p JOIN milestone m ON m.id = p.milestone_id'
                                ' WHERE m.name = ? AND p.note = ? AND p.deleted_at = 0', name, words)


def move_by_key(board, start=2):
    """What is missing keeps the card where it is; once it is shown, the card goes on."""
    deal_id, title = board.find_deal(start)
    board.focus(start, title)
    board.app.key('alt+Right')
    sheet = find_sheet(board)
    sheet.find(name='^2 required milestones are missing[.]$')
    assert board.read(deal_id) == ('open', start), board.read(deal_id)
    for name, _ in MILESTONES:
        tick(board, sheet, name, f'{name}, they wrote')
    sheet.find(name='^Nothing is missing[.]$')
    entry = board.database.last_entry()
    sheet.find('push button', '^Move$').click()
    board.expect_moved(deal_id, title, start, start + 1, entry)


def move_by_drag(board, start=3, end=5):
    """A card that is dragged past a stage tells why."""
    deal_id, title = board.find_deal(start)
    x, y, width, height = board.lane(end).rect()
    board.app.drag(board.card(start, title), (x + width // 2, y + height - 40))
    sheet = find_sheet(board)
    assert board.read(deal_id) == ('open', start), board.read(deal_id)
    reason = sheet.find('text', '^Why Are Stages Left Out[?]$')
    reason.click()
    board.app.type('They know us')
    entry = board.database.last_entry()
    button = sheet.find('push button', '^Move$')
    drive.wait_for(lambda: button.has_state('sensitive'), 'the button')
    button.click()
    board.expect_moved(deal_id, title, start, end, entry)
    assert board.last_move(deal_id)[3] == 'They know us', board.last_move(deal_id)


def run(story, app, database):
    board = boards.Board(app, database)
    with story.step('a card goes through a gate by key'):
        move_by_key(board)
    with story.step('a card is dragged past a stage with a reason'):
        move_by_drag(board)
