#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-automation.py WINDOW PURSUITCTL DOCUMENT: other programs have the real window do things, over D-Bus."""
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import board
import drive
import scenario
from bus import Bus
from database import Database

# Enough to be under way for a while.
MANY = 30000


class Stage:
    """The window, its database, the bus, and the folder they play in."""

    def __init__(self, programs, folder, app, database):
        self.window, self.pursuitctl = programs
        self.folder = folder
        self.app = app
        self.database = database
        self.bus = Bus()
        self.big = self.write('big.csv', 'name\n' + ''.join(f'Firm {n} works\n' for n in range(MANY)))

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path

    def count(self):
        return self.database.value('SELECT count(*) FROM customer')

    def ctl(self, *arguments, **options):
        return subprocess.run([self.pursuitctl, '--db', self.database.path, '--via-window', *arguments], cwd=self.folder,
                              capture_output=True, text=True, check=False, timeout=drive.LIMIT, **options)


def appear(stage):
    drive.wait_for(lambda: stage.bus.databases() == [os.path.realpath(stage.database.path)], 'the database on the bus')


def change(stage):
    page = board.Board(stage.app, stage.database)
    deal_id, title = page.find_deal(4)
    page.card(4, title)
    answer = stage.bus.run('--json', 'deal', 'move', str(deal_id), '5', '--reason', '他们要求了')
    assert (answer.code, answer.messages) == (0, ''), answer
    entry = json.loads(answer.output)['entry']
    assert stage.database.last_entry() == entry, answer
    page.card(5, title)
    stage.bus.listen_until(lambda: (stage.database.path, entry) in stage.bus.changes, 'the signal')


def refuse(stage):
    before = stage.database.last_entry()
    other = os.path.join(stage.folder, 'other.pursuit')
    assert stage.bus.run('board', database=other).error == 'NotOpen'
    assert stage.bus.run('board', database='sales').error == 'NotOpen'
    for code, words in ((1, ['--db', other, 'board']), (1, ['init', '--db', other]), (2, ['--version']), (2, []), (2, [''])):
        answer = stage.bus.run(*words, folder=stage.folder)
        assert answer.code == code and answer.output == '' and answer.messages.count('\n') == 1, (words, answer)
    assert stage.bus.run('export', 'customers', 'x.csv').code == 2
    assert not os.path.exists(other) and stage.database.last_entry() == before


def withstand(stage):
    before = stage.database.last_entry()
    for words in (['add', 'customer', *['name=x'] * 10000, 'nonsense'], ['board', *['x'] * 10000], ['x' * 1000000],
                  ['show', 'customer', '\n\t\x1b[31m'], ['%s%n%d'] * 3, ['--'] * 10, ['--json', 'bo\0ard']):
        answer = stage.bus.run(*words)
        assert answer.code in (1, 2) and '\x1b' not in answer.messages, (words[:3], answer)
    bytes_done = subprocess.run([stage.pursuitctl, '--db', stage.database.path, '--via-window', 'show', 'customer', b'\xff'],
                                capture_output=True, check=False, timeout=drive.LIMIT)
    assert bytes_done.returncode == 2 and bytes_done.stdout == b'', bytes_done
    assert stage.database.last_entry() == before


def queue(stage):
    before = stage.count()
    first = stage.bus.begin('import', 'customers', 'big.csv', folder=stage.folder)
    second = stage.bus.begin('--json', 'list', 'customers', '--search', f'Firm {MANY - 1} works')
    # The thread of the window is free all the while.
    assert stage.bus.databases() and not first.done, first
    assert stage.bus.wait(first).code == 0, first
    assert json.loads(stage.bus.wait(second).output)['count'] == 1, second
    assert stage.count() == before + MANY
    undone = stage.bus.run('undo')
    assert undone.code == 0, undone
    assert stage.database.value('SELECT count(*) FROM customer WHERE deleted_at = 0') == before


def take_back(stage):
    before = stage.count()
    running = stage.bus.begin('--json', 'import', 'customers', stage.big)
    waiting = stage.bus.begin('add', 'customer', 'name=Never')
    stage.bus.cancel()
    assert stage.bus.wait(waiting).error == 'Cancelled', waiting
    stage.bus.wait(running)
    assert running.error == 'Cancelled' or json.loads(running.output)['error']['code'] == 'cancelled', running
    gone = Bus()
    gone.begin('import', 'customers', stage.big)
    gone.connection.flush_sync(None)
    gone.leave()
    assert stage.bus.run('board').code == 0
    assert stage.count() == before


def is_importing(stage):
    journal = stage.database.path + '-journal'
    return os.path.exists(journal) and os.path.getsize(journal) > 0


def hand_over(stage):
    link = os.path.join(stage.folder, 'link.pursuit')
    os.symlink(stage.database.path, link)
    done = subprocess.run([stage.pursuitctl, '--via-window', '--json', 'export', 'staff', 'staff.csv', '--db', 'link.pursuit'],
                          cwd=stage.folder, capture_output=True, text=True, check=False, timeout=drive.LIMIT)
    # The window's answer has the whole name of the file: it is not at home in this folder.
    assert json.loads(done.stdout)['file'] == os.path.join(stage.folder, 'staff.csv'), done
    assert os.path.exists(os.path.join(stage.folder, 'staff.csv'))
    refused = stage.ctl('show', 'customer', 'Nobody At All')
    plain = subprocess.run([stage.pursuitctl, '--db', stage.database.path, 'show', 'customer', 'Nobody At All'],
                           capture_output=True, text=True, check=False, timeout=drive.LIMIT)
    assert (refused.returncode, refused.stdout, refused.stderr) == (plain.returncode, plain.stdout, plain.stderr), refused


def interrupt(stage):
    before = stage.count()
    with subprocess.Popen([stage.pursuitctl, '--db', stage.database.path, '--via-window', 'import', 'customers', stage.big],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        drive.wait_for(lambda: is_importing(stage), 'the import')
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=drive.LIMIT)
    assert (running.returncode, out) == (1, '') and 'as it was' in err, (running.returncode, out, err)
    assert stage.count() == before


def do_not_hang(stage):
    """A window that does not answer is not waited for for ever, and nothing is done behind its back."""
    before = stage.database.last_entry()
    os.kill(stage.app.process.pid, signal.SIGSTOP)
    try:
        refused = stage.ctl('add', 'customer', 'name=Never')
    finally:
        os.kill(stage.app.process.pid, signal.SIGCONT)
    assert (refused.returncode, refused.stdout) == (3, '') and 'does not answer' in refused.stderr, refused
    assert stage.bus.run('board').code == 0
    assert stage.database.last_entry() == before


def open_again(stage):
    for name, folder in ((stage.database.path, '/'), ('link.pursuit', stage.folder)):
        subprocess.run([stage.window, name], cwd=folder, check=True, timeout=drive.LIMIT)
    assert stage.bus.databases() == [os.path.realpath(stage.database.path)]
    assert len(stage.app.find_all('frame', '– Pursuit$', shown=False)) == 1


def follow_the_document(stage, document):
    with open(document, encoding='utf-8') as file:
        text = file.read()
    python = re.search(r'```python\n(.*?)```', text, re.S).group(1)
    done = subprocess.run(['/usr/bin/python3', stage.write('example.py', python)], capture_output=True, text=True,
                          check=False, timeout=drive.LIMIT)
    entry = stage.database.last_entry()
    assert (done.stdout, done.returncode) == (f'saved as entry {entry - 1}\nentry {entry}\n', 0), done
    environment = {**os.environ, 'PATH': f'{os.path.dirname(stage.pursuitctl)}:{os.environ["PATH"]}'}
    blocks = re.findall(r'^\$ (.*?)\n(.*?)(?=^\$ |^```)', text, re.S | re.M)
    assert len(blocks) >= 5, blocks
    for command, expected in blocks:
        # busctl comes with systemd, which not every machine has.
        if shutil.which(command.split()[0], path=environment['PATH']) is None:
            print(f'# not there, so not tried: {command}')
            continue
        found = subprocess.run(command, shell=True, cwd=stage.folder, env=environment, capture_output=True, text=True,
                               check=False, timeout=drive.LIMIT)
        pattern = '.*'.join(map(re.escape, expected.split('…')))
        assert re.fullmatch(pattern, found.stdout + found.stderr, re.S), (command, expected, found)


def name_one_of_two(stage):
    """Two windows with two databases: each command goes where it belongs, and an empty name says nothing any more."""
    second = os.path.join(stage.folder, 'second.pursuit')
    subprocess.run([stage.pursuitctl, '--db', second, 'init'], check=True, stdout=subprocess.DEVNULL, timeout=drive.LIMIT)
    subprocess.run([stage.window, second], check=True, timeout=drive.LIMIT)
    stage.bus.listen_until(lambda: stage.bus.lists and sorted(stage.bus.lists[-1]) == [stage.database.path, second],
                           'both databases')
    assert stage.bus.run('board').error == 'NotOpen'
    before = stage.count()
    saved = stage.bus.run('--json', 'add', 'customer', 'name=Willow Bridge', database=second)
    assert saved.code == 0, saved
    stage.bus.listen_until(lambda: (second, json.loads(saved.output)['entry']) in stage.bus.changes, 'its signal')
    assert stage.bus.run('--db', second, 'board', database=stage.database.path).code == 1
    assert stage.count() == before
    assert Database(second).value('SELECT count(*) FROM customer') == 1
    stage.app.find('frame', '^second.pursuit')
    stage.app.key('ctrl+w')
    stage.bus.listen_until(lambda: stage.bus.lists[-1] == [stage.database.path], 'the first database alone')


def close(stage):
    """The window closes in the middle: the command is done once all the same, by pursuitctl itself."""
    before = stage.count()
    with subprocess.Popen([stage.pursuitctl, '--db', stage.database.path, '--via-window', 'import', 'customers', stage.big],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        drive.wait_for(lambda: is_importing(stage), 'the import')
        stage.app.key('ctrl+q')
        out, err = running.communicate(timeout=drive.LIMIT)
    assert (running.returncode, err) == (0, ''), (running.returncode, out, err)
    assert stage.app.wait_until_ended() == 0
    assert stage.bus.databases() == []
    assert stage.count() == before + MANY
    clients = stage.database.rows("SELECT client FROM journal WHERE verb = 'import' ORDER BY id")
    assert len(clients) == 2, clients
    print(f'# done by {"the window" if clients[0] == clients[1] else "pursuitctl"}')
    assert stage.database.value('PRAGMA integrity_check') == 'ok'
    assert stage.ctl('board').returncode == 0


def find_file_system(folder):
    """The kind of file system a folder lies on: the last of the mounts with the longest name above it."""
    with open('/proc/self/mountinfo', encoding='utf-8') as file:
        mounts = [line.split() for line in file]
    above = [(len(words[4]), number, words[words.index('-') + 1]) for number, words in enumerate(mounts)
             if os.path.commonpath([words[4], folder]) == words[4]]
    return max(above)[2]


def share(programs, folder, path):
    """On a share the window has the file for itself, and pursuitctl needs no telling."""
    window, pursuitctl = programs
    # An administrator may name kinds of file systems that count as one.
    env = {'PURSUIT_SHARE_TYPES': find_file_system(folder), 'PURSUIT_PATIENCE_MS': '300'}
    command = [pursuitctl, '--json', '--db', path, 'add', 'customer', 'name=Kiln Bridge']

    def add():
        return subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True, check=False, timeout=drive.LIMIT)
    database = Database(path)
    with drive.App([window, path], env=env):
        bus = Bus()
        drive.wait_for(lambda: bus.databases() == [path], 'the database on the bus')
        saved = add()
        assert (saved.returncode, saved.stderr) == (0, ''), saved
        bus.listen_until(lambda: (path, json.loads(saved.stdout)['entry']) in bus.changes, 'the signal')
    # Somebody else's window does nothing for others, so it is waited for.
    name = database.value("SELECT s.name FROM staff s JOIN role r ON r.id = s.role_id WHERE r.name = 'Seller'")
    with drive.App([window, '--as', name, path], env=env) as app:
        app.find('frame', '^sales.pursuit')
        refused = add()
        assert refused.returncode == 3 and json.loads(refused.stdout)['error']['code'] == 'busy', refused
        assert f'process {app.process.pid}' in refused.stderr.splitlines()[0], refused
        assert Bus().databases() == []
    assert add().returncode == 0
    assert database.value("SELECT count(*) FROM customer WHERE name = 'Kiln Bridge'") == 2


def play(story, stage, document):
    with story.step('an open database is on the bus'):
        appear(stage)
    with story.step('a command answers, is seen in the window, and is news'):
        change(stage)
    with story.step('another database and what needs a process are refused'):
        refuse(stage)
    with story.step('hostile arguments change nothing'):
        withstand(stage)
    with story.step('commands wait for an import, the window does not'):
        queue(stage)
    with story.step('what is taken back has not happened'):
        take_back(stage)
    with story.step('pursuitctl hands over and tells the same'):
        hand_over(stage)
    with story.step('ctrl+c in pursuitctl stops the window'):
        interrupt(stage)
    with story.step('a window that does not answer is not waited for'):
        do_not_hang(stage)
    with story.step('a file is never opened twice'):
        open_again(stage)
    with story.step('the examples of the manual answer as written'):
        follow_the_document(stage, document)
    with story.step('each of two databases has its commands'):
        name_one_of_two(stage)
    with story.step('a window that closes loses and doubles nothing'):
        close(stage)


def main():
    window, pursuitctl, document = map(os.path.abspath, sys.argv[1:])
    story = scenario.Scenario('/e2e/automation')
    with tempfile.TemporaryDirectory(prefix='pursuit-automation-') as folder:
        database = Database.make_demo(pursuitctl, folder)
        path = os.path.join(os.path.realpath(folder), 'sales.pursuit')
        os.rename(database.path, path)
        database.path = path
        with drive.App([window, '--size=1440x860', database.path]) as app:
            play(story, Stage((window, pursuitctl), os.path.realpath(folder), app, database), document)
        with story.step('on a share commands go to the window by themselves'):
            share((window, pursuitctl), os.path.realpath(folder), path)
    return story.done()


if __name__ == '__main__':
    sys.exit(main())
