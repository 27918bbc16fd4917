# SPDX-License-Identifier: GPL-3.0-or-later
"""pursuitctl on a share and where locks do not hold: what it says of the place, what it writes there, for whom it waits."""

import errno
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile

import machines

PROGRAM, SHARE_FS = os.path.abspath(sys.argv[1]), sys.argv[2]
LIMIT = 300         # seconds after which a command counts as hung


class Place:
    """A database on one machine's share, and pursuitctl."""

    def __init__(self, server):
        self.machine = server.machines[0]
        self.folder = self.machine.folder
        self.db = server.path(0, 'team.pursuit')
        self.state = os.path.join(server.dir, 'state')

    def environment(self, is_share, patience_ms):
        env = dict(os.environ, PURSUIT_DB=self.db, PURSUIT_STATE_HOME=self.state, PURSUIT_PATIENCE_MS=str(patience_ms))
        env['PURSUIT_SHARE_TYPES'] = machines.SHARE_TYPE if is_share else ''
        return env

    def start(self, *words, is_share=True, patience_ms=5000):
        return subprocess.Popen([PROGRAM, '--json', *words], env=self.environment(is_share, patience_ms), stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *words, **options):
        running = self.start(*words, **options)
        out, err = running.communicate(timeout=LIMIT)
        return running.returncode, json.loads(out), err.decode()

    def add(self, *options, **place):
        return self.run(*options, 'add', 'customer', 'name=Jade River', **place)

    def claim(self):
        """Holds the file the way a window of this computer does."""
        holder = socket.socket(socket.AF_UNIX)
        name = hashlib.sha256(os.path.realpath(self.db).encode()).hexdigest()
        holder.bind(f'\0pursuit-claim-{name}')
        holder.listen()
        return holder


tests = []


def test(promise):
    def register(function):
        tests.append((promise, function))
        return function
    return register


def equal(found, expected):
    assert found == expected, f'found {found!r}, expected {expected!r}'


def results(answer):
    return {one['test']: one['result'] for one in answer['tests']}


@test('/faults/place/share/passes')
def share_passes(place):
    code, answer, _ = place.run('place', 'check', place.folder)
    equal((code, answer['kind'], answer['fit'], answer['file_system']), (0, 'share', True, machines.SHARE_TYPE))
    equal(set(results(answer).values()), {'passed'})
    equal(os.listdir(place.folder), [])


@test('/faults/place/share/broken-locks-fail')
def broken_locks_fail(place):
    place.machine.set(no_locks=1)
    code, answer, err = place.run('place', 'check', place.folder)
    place.machine.set(no_locks=0)
    failed = [name for name, result in results(answer).items() if result == 'failed']
    equal((code, failed), (3, ['locks', 'lock-upgrade', 'locks-and-closing']))
    assert '3 tests failed' in err, err
    equal(os.listdir(place.folder), [])


@test('/faults/place/share/a-slow-line-gets-advice')
def slow_line(place):
    place.machine.set(delay_us=6000)
    code, answer, _ = place.run('place', 'check', place.folder)
    place.machine.set(delay_us=0)
    finding = [one for one in answer['tests'] if one['test'] == 'round-trip'][0]
    equal((code, finding['result']), (0, 'advice'))
    assert finding['value'] >= 6000 and 'PostgreSQL' in finding['finding'], finding


@test('/faults/place/share/a-full-share-fails')
def full_share(place):
    place.machine.set(fail_classes='write,sync', fail_at=1, fail_count=-1, fail_errno=errno.ENOSPC)
    code, answer, _ = place.run('place', 'check', place.folder)
    place.machine.set(fail_at=0)
    failed = [name for name, result in results(answer).items() if result == 'failed']
    equal((code, failed), (3, ['truncation', 'sync', 'freshness']))
    equal(os.listdir(place.folder), [])


@test('/faults/place/share/a-share-that-is-away')
def share_away(place):
    place.machine.set(fail_classes='attributes,open,name', fail_at=1, fail_count=-1, fail_errno=errno.EIO)
    code, answer, _ = place.run('place', 'check', place.folder)
    place.machine.set(fail_at=0)
    equal((code, answer['error']['code']), (3, 'away'))


@test('/faults/place/unsafe/is-read-only')
def unsafe_reads(place):
    equal(place.run('init')[0], 0)
    code, answer, err = place.add(is_share=False)
    equal((code, answer['error']['code']), (3, 'storage'))
    assert '“team.pursuit” can only be read. Whether locks reach every computer is not known' in err, err
    equal(place.run('board', is_share=False)[0], 0)
    equal(place.run('place', 'check', place.folder, is_share=False)[1]['fit'], False)


@test('/faults/place/unsafe/alone-writes')
def unsafe_alone(place):
    equal(place.run('init', is_share=False)[0], 3)
    equal(os.listdir(place.folder), [])
    equal(place.run('--alone', 'init', is_share=False)[0], 0)
    equal(place.add('--alone', is_share=False)[0], 0)
    holder = place.claim()
    code, answer, _ = place.add('--alone', is_share=False, patience_ms=20)
    equal((code, answer['error']['code']), (3, 'busy'))
    holder.close()


@test('/faults/place/share/says-who-holds-it')
def says_who(place):
    equal(place.run('init')[0], 0)
    holder = place.claim()
    code, answer, err = place.add(patience_ms=500)
    name = f'(process {os.getpid()})'
    equal((code, answer['error']['code']), (3, 'busy'))
    waiting, refused = err.splitlines()
    assert waiting.startswith('pursuitctl: Waiting for ') and name in waiting and '“team.pursuit”' in waiting, err
    assert f'{name}; nothing was done.' in refused and '“team.pursuit” is still open in ' in refused, err
    assert name in place.run('place', 'show')[1]['holder']
    holder.close()
    equal(place.run('place', 'show')[1]['holder'], None)


@test('/faults/place/share/waits-its-turn')
def waits(place):
    equal(place.run('init')[0], 0)
    holder = place.claim()
    running = place.start('add', 'customer', 'name=Jade River', patience_ms=LIMIT * 1000)
    assert b'Waiting for ' in running.stderr.readline()
    holder.close()
    out, err = running.communicate(timeout=LIMIT)
    equal((running.returncode, err), (0, b''))
    equal(json.loads(out)['record']['name'], 'Jade River')


@test('/faults/place/share/several-at-once-take-turns')
def several(place):
    equal(place.run('init')[0], 0)
    running = [place.start('add', 'customer', f'name=Jade River {number}', patience_ms=LIMIT * 1000) for number in range(6)]
    for one in running:
        out, err = one.communicate(timeout=LIMIT)
        equal((one.returncode, json.loads(out).get('error')), (0, None))
    equal(place.run('list', 'customers')[1]['count'], 6)


def run_test(promise, number, function):
    try:
        with machines.Machines(SHARE_FS, 1) as server:
            function(Place(server))
        print(f'ok {number} {promise}', flush=True)
    except machines.CannotMount as reason:
        print(f'ok {number} {promise} # SKIP {reason}', flush=True)
    except Exception as failure:        # a test may fail in any way; the others still run
        print(f'# {type(failure).__name__}: {failure}'.replace('\n', '\n# '), file=sys.stderr)
        print(f'not ok {number} {promise}', flush=True)
        return False
    return True


def main():
    print('TAP version 13')
    print(f'1..{len(tests)}')
    # Every one of them, whatever became of the one before.
    done = [run_test(promise, number, function) for number, (promise, function) in enumerate(tests, 1)]
    sys.exit(0 if all(done) else 1)


if __name__ == '__main__':
    main()
