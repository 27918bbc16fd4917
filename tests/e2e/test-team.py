#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-team.py WINDOW PURSUITCTL [SHARE-FS]: a team at one file, on one computer and on a share that goes away."""
import os
import signal
import sys
import tempfile

import customers
import drive
import scenario
import team
from database import Database

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'faults'))
import machines  # noqa: E402 (it lies beside the other suites of bad weather)


def tell_on_one_computer(story, window, pursuitctl, folder):
    database = Database.make_demo(pursuitctl, folder)
    colleague = team.Colleague(pursuitctl, database.path)
    with drive.App([window, '--size=1440x860', database.path]) as app:
        page = customers.Customers(app, database)
        customers.search(page)
        with story.step('a colleague’s change shows by itself'):
            team.see(page, colleague)
        with story.step('half a text stays while a colleague changes the customer'):
            team.keep_typing(page, colleague)
        with story.step('the same field is compared in place'):
            team.compare(page)


def tell_on_a_share(story, window, pursuitctl, share):
    mine, theirs = share.machines
    server = Database.make_demo(pursuitctl, share.server)
    name = os.path.basename(server.path)
    colleague = team.Colleague(pursuitctl, share.path(1, name))
    command = [window, '--size=1440x860', share.path(0, name)]

    app = drive.App(command)
    try:
        page = customers.Customers(app, server)
        customers.search(page)
        with story.step('a colleague on another computer is seen'):
            team.see(page, colleague)
        with story.step('the window says that the share is gone, and stays in use'):
            mine.set(down=1)
            page.frame.find('label', 'cannot be reached', near=True)
        with story.step('what is changed meanwhile is kept'):
            page.begin_editing('Region', 'Written in the dark')
            app.key('Return')
            page.field('Region', 'Written in the dark')
            page.frame.find(None, 'waiting|Kept on this computer', near=True)
        with story.step('a colleague goes on meanwhile'):
            colleague.set(page, phone='110')
    except BaseException:
        app.close()
        raise

    # Crashed, with the cable out.
    app.process.send_signal(signal.SIGKILL)
    app.process.wait()
    app.close()
    assert page.read('region') != 'Written in the dark'
    theirs.set(down=0)
    mine.set(down=0)
    with drive.App(command):
        with story.step('after a crash, the change arrives when the share is back'):
            server.wait_for_row("SELECT 1 FROM customer WHERE id = ? AND region = 'Written in the dark' AND phone = '110'",
                                page.id)
            assert server.value("SELECT count(*) FROM journal_payload WHERE after LIKE '%Written in the dark%'") == 1


def main():
    window, pursuitctl, *share_fs = sys.argv[1:]
    story = scenario.Scenario('/e2e/team')
    with tempfile.TemporaryDirectory(prefix='pursuit-e2e-') as folder:
        tell_on_one_computer(story, window, pursuitctl, folder)
    try:
        with machines.Machines(share_fs[0] if share_fs else '', 2) as share:
            tell_on_a_share(story, window, pursuitctl, share)
    except machines.CannotMount as reason:
        story.skip('a share that goes away', str(reason))
    return story.done()


if __name__ == '__main__':
    sys.exit(main())
