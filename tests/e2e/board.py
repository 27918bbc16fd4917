# SPDX-License-Identifier: GPL-3.0-or-later
"""Deals are moved, lost and looked for on the board, and found so in the database."""
import re

import drive


class Board:
    """The board of the window, and the deals of the database."""

    def __init__(self, app, database):
        self.app = app
        self.database = database
        self.frame = app.find('frame', '– Pursuit$')
        view = self.frame.find('list item', '^Board, ')
        view.click_until(lambda: view.has_state('selected'), 'the board view')
        self.page = self.frame.find('filler', '^PursuitBoardPage$')
        self.stages = [name for name, in database.rows('SELECT name FROM stage WHERE process_id = 1 ORDER BY position')]

    def lane(self, position):
        return self.page.find('list', f'^{self.stages[position - 1]}$')

    def card(self, position, title):
        return self.lane(position).find('list item', f', {re.escape(title)}, ')

    def focus(self, position, title):
        card = self.card(position, title)
        card.click_until(lambda: card.has_state('focused'), f'the focus on the card {title}')

    def find_deal(self, position):
        """id and title of the first open deal in a stage whose title no other open deal has."""
        return self.database.row(
            "SELECT d.id, d.title FROM deal d JOIN stage s ON s.id = d.stage_id WHERE d.status = 'open' AND s.position = ?"
            " AND (SELECT count(*) FROM deal o WHERE o.title = d.title AND o.status = 'open') = 1 ORDER BY d.id", position)

    def read(self, deal_id):
        """status and stage of a deal."""
        return self.database.row('SELECT d.status, s.position FROM deal d JOIN stage s ON s.id = d.stage_id WHERE d.id = ?',
                                 deal_id)

    def last_move(self, deal_id):
        """from and to stage, status and reason of the newest line of a deal's history."""
        return self.database.row(
            'SELECT f.position, t.position, m.to_status, m.reason FROM stage_move m JOIN stage t ON t.id = m.to_stage_id'
            ' LEFT JOIN stage f ON f.id = m.from_stage_id WHERE m.deal_id = ? ORDER BY m.id DESC', deal_id)

    def expect_moved(self, deal_id, title, start, end, entry):
        """The card is in its new lane, and the database agrees: deal, history and journal."""
        self.card(end, title)
        assert self.read(deal_id) == ('open', end), self.read(deal_id)
        assert self.last_move(deal_id)[:3] == (start, end, 'open'), self.last_move(deal_id)
        verb, old, new = self.database.wait_for_entry(entry, 'deal', deal_id)
        assert verb == 'move', verb
        assert old['stage_id'] != new['stage_id'], (old, new)


def move_by_key(board, start=4):
    deal_id, title = board.find_deal(start)
    entry = board.database.last_entry()
    board.focus(start, title)
    board.app.key('alt+Right')
    board.expect_moved(deal_id, title, start, start + 1, entry)


def move_by_drag(board, start=3, end=4):
    deal_id, title = board.find_deal(start)
    entry = board.database.last_entry()
    x, y, width, height = board.lane(end).rect()
    board.app.drag(board.card(start, title), (x + width // 2, y + height - 40))
    board.expect_moved(deal_id, title, start, end, entry)


def lose(board, start=5):
    deal_id, title = board.find_deal(start)
    entry = board.database.last_entry()
    board.focus(start, title)
    board.app.key('l')
    dialog = board.app.find('frame', '^Lost$')
    dialog.find('push button', '^Lost$').click()
    # Without a reason it stays as it is.
    dialog.find(name='^Say why the deal is lost[.]$')
    assert board.read(deal_id) == ('open', start)
    dialog.find('text', '^In your own words$').click()
    board.app.type('Their budget went to the roof')
    board.app.key('Return')
    board.database.wait_for_row("SELECT 1 FROM deal WHERE id = ? AND status = 'lost'", deal_id)
    assert board.last_move(deal_id) == (start, start, 'lost', 'Their budget went to the roof'), board.last_move(deal_id)
    verb, old, new = board.database.wait_for_entry(entry, 'deal', deal_id)
    assert (verb, old['status'], new['status']) == ('lose', 'open', 'lost'), (verb, old, new)
    drive.wait_for(lambda: not board.lane(start).find_all('list item', f', {re.escape(title)}, '), 'the card leaving the board')


def filter_by_text(board):
    deal_id, title = board.find_deal(4)
    others = board.page.find_all('list item')
    assert len(others) > 1, others
    board.app.key('ctrl+f')
    board.app.type(title)
    drive.wait_for(lambda: len(board.page.find_all('list item', ', ')) == 1, f'only {title} on the board')
    board.card(4, title)
    board.app.key('ctrl+a', 'BackSpace')
    drive.wait_for(lambda: len(board.page.find_all('list item', ', ')) == len(others), 'every card again')


def run(story, app, database):
    board = Board(app, database)
    with story.step('a card moves by key, with its history'):
        move_by_key(board)
    with story.step('a card is dragged to another lane'):
        move_by_drag(board)
    with story.step('a deal is lost with a reason'):
        lose(board)
    with story.step('the board shows only what is looked for'):
        filter_by_text(board)
