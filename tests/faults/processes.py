#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many processes at one file, killed at random, locally and on a simulated share; writes TAP, and figures as comments.

processes.py WRITER SHARE_FS [--long] [--seconds N] [--figures FILE] [--crowd N --rate R]

The short form asks whether anything was lost; how long people wait is printed, and asked only in the long form, since the
machine that runs a short test may be busy. SHARE_FS may be empty: then what needs a share is skipped.
"""

import argparse
import collections
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import machines
import witness

HOUSES = 20         # as the writers expect
ENOUGH = 512 << 20  # bytes
MOST_CALM = 12      # times without kills, when nothing came of the work with them
GRACE = 300         # seconds after which a process that should have ended counts as hung
# What people do to each other; everything else is the file's fault.
BETWEEN_PEOPLE = {'conflict', 'not-found', 'invalid'}

Ack = collections.namedtuple('Ack', 'entry verb entity id waited_us marker')


class Log:
    """What the processes wrote down."""

    def __init__(self):
        self.acks, self.waits, self.looks = [], [], []
        self.failures = collections.Counter()
        self.sentences = {}

    def read(self, path):
        with open(path, encoding='utf-8') as file:
            for line in file:
                kind, *rest = line.rstrip('\n').split('\t')
                if kind == 'ack':
                    entry, verb, entity, number, waited, marker = rest
                    self.acks.append(Ack(int(entry), verb, entity, int(number), int(waited), marker))
                    self.waits.append(int(waited))
                elif kind == 'seen':
                    self.looks.append(int(rest[0]))
                else:
                    verb, code, waited, sentence = rest
                    self.failures[code] += 1
                    self.sentences.setdefault(code, f'{verb} after {int(waited) // 1000} ms: {sentence}')

    def trouble(self):
        """Failures that are nobody's business but the file's, waiting in vain aside."""
        for code, sentence in self.sentences.items():
            if code not in BETWEEN_PEOPLE | {'busy'}:
                yield f'{self.failures[code]} times {code}: {sentence}'


def percentile(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] / 1000 if ordered else 0.0


class Team:
    """Processes at one file, each at a path of its own machine."""

    def __init__(self, writer, folder, paths, seed=1):
        self.writer, self.folder, self.paths = writer, folder, paths
        self.random = random.Random(seed)
        self.running = {}
        self.logs = []
        self.starts = 0
        self.kills = 0

    def start(self, slot, verb, users, rate, ends_at):
        self.starts += 1
        log = os.path.join(self.folder, f'log-{self.starts}')
        machine = slot % len(self.paths)
        state = os.path.join(self.folder, f'state-{machine}')
        command = [self.writer, verb, self.paths[machine], log, f'w{self.starts}', str(self.random.randrange(1 << 32)),
                   str(users), str(rate), f'{max(ends_at - time.monotonic(), 0.1):.2f}']
        environment = dict(os.environ, PURSUIT_STATE_HOME=state, PURSUIT_SHARE_TYPES=machines.SHARE_TYPE)
        self.running[slot] = (subprocess.Popen(command, env=environment, preexec_fn=lambda: os.nice(5)), verb, users, rate)
        self.logs.append(log)

    def work(self, verbs, seconds, users=1, rate=0, kills_per_second=0):
        """Lets one process for each verb work for so long, and kills and restarts at random meanwhile."""
        ends_at = time.monotonic() + seconds
        for slot, verb in enumerate(verbs):
            self.start(slot, verb, users, rate, ends_at)
        while kills_per_second and time.monotonic() < ends_at - 0.3:
            time.sleep(self.random.uniform(0, 2) / kills_per_second)
            self.kill(self.random.choice(list(self.running)), ends_at)
        return self.finish(ends_at)

    def kill(self, slot, ends_at):
        process, verb, users, rate = self.running[slot]
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.kills += 1
            self.start(slot, verb, users, rate, ends_at)

    def finish(self, ends_at):
        problems = []
        for process, verb, *_ in self.running.values():
            try:
                code = process.wait(max(ends_at - time.monotonic(), 0) + GRACE)
                if code != 0:
                    problems.append(f'a process that was to {verb} ended with {code}')
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                problems.append(f'a process that was to {verb} did not end')
        return problems

    def read_logs(self):
        log = Log()
        for path in self.logs:
            if os.path.exists(path):
                log.read(path)
        return log


class Suite:
    """Runs teams and says how it went."""

    def __init__(self, args):
        self.args = args
        self.cases = 0
        self.failed = 0

    def case(self, name, problems):
        problems = list(problems)
        self.cases += 1
        self.failed += bool(problems)
        for problem in problems[:20]:
            print(f'# {problem}', file=sys.stderr)
        print(f"{'not ok' if problems else 'ok'} {self.cases} {name}", flush=True)

    def skip(self, name, reason):
        self.cases += 1
        print(f'ok {self.cases} {name} # SKIP {reason}', flush=True)

    def figures(self, name, figures):
        print(f'# {name}: ' + ', '.join(f'{key} {value}' for key, value in figures.items()), flush=True)
        if self.args.figures:
            with open(self.args.figures, 'a', encoding='utf-8') as file:
                file.write(json.dumps({'suite': name, **figures}) + '\n')

    def storm(self, name, folder, paths, verbs, gate=None, **work):
        """One file, one team, one look at what is left."""
        server_path = os.path.join(folder, 'team.pursuit')
        environment = dict(os.environ, PURSUIT_STATE_HOME=os.path.join(folder, 'state-init'),
                           PURSUIT_SHARE_TYPES=machines.SHARE_TYPE)
        subprocess.run([self.args.writer, 'init', paths[0], str(HOUSES)], check=True, env=environment)
        before = witness.count_entries(server_path)
        team = Team(self.args.writer, os.path.dirname(folder), paths)
        problems = team.work(verbs, **work)
        log = team.read_logs()
        # A computer that is busy elsewhere may not have come to a save between two kills.
        for _ in range(MOST_CALM):
            if log.acks:
                break
            problems += team.work(verbs, **{**work, 'kills_per_second': 0})
            log = team.read_logs()
        verdict = subprocess.run([self.args.writer, 'check', paths[0]], env=environment, stdout=subprocess.PIPE, check=False)
        problems += verdict.stdout.decode().splitlines()
        problems += log.trouble()
        problems += self.look(name, server_path, before, team, log, work)
        if not log.acks:
            problems.append('nothing was saved')
        self.case(name, problems)
        if gate is not None:
            self.gate(name, gate, log)

    def look(self, name, path, before, team, log, work):
        seen = witness.Witness(path)
        try:
            problems = list(seen.problems())
            lost = list(seen.unaccounted(log.acks))
            unheard = len(seen.entries) - before - len(log.acks)
            # A kill between commit and log leaves one save that nobody heard of; nothing else does.
            if unheard > team.kills + sum(log.failures.values()):
                problems.append(f'{unheard} saves that nobody heard of, after {team.kills} kills')
            self.figures(name, {
                'seconds': work['seconds'], 'processes': len(team.running), 'kills': team.kills,
                'acknowledged': len(log.acks), 'found': len(log.acks) - len(lost), 'unheard': unheard,
                'looks': len(log.looks), 'refused': sum(log.failures[code] for code in BETWEEN_PEOPLE),
                'busy': log.failures['busy'], 'p50 ms': round(percentile(log.waits, 0.5), 1),
                'p99 ms': round(percentile(log.waits, 0.99), 1), 'longest ms': round(max(log.waits, default=0) / 1000, 1),
                'longest look ms': round(max(log.looks, default=0) / 1000, 1)})
            return problems + lost
        finally:
            seen.close()

    def gate(self, name, most_ms, log):
        p99 = percentile(log.waits, 0.99)
        problems = [f'p99 is {p99:.0f} ms, {most_ms} at most'] if p99 > most_ms else []
        problems += [f"{log.failures['busy']} busy errors: {log.sentences['busy']}"] if log.failures['busy'] else []
        self.case(f'{name}/waiting', problems)

    def local(self, name, parent, verbs, **work):
        folder = tempfile.mkdtemp(prefix='pursuit-processes-', dir=parent)
        try:
            place = os.path.join(folder, 'place')
            os.mkdir(place)
            self.storm(name, place, [os.path.join(place, 'team.pursuit')], verbs, **work)
        finally:
            shutil.rmtree(folder)

    def share(self, name, count, verbs, delay_us=0, **work):
        try:
            with machines.Machines(self.args.share_fs, count, delay_us, memory()) as server:
                paths = [server.path(number, 'team.pursuit') for number in range(count)]
                self.storm(name, server.server, paths, verbs, **work)
        except machines.CannotMount as reason:
            self.skip(name, reason)

    def run(self):
        seconds = self.args.seconds or (60 if self.args.long else 5)
        if self.args.crowd:
            self.local('/faults/processes/local/crowd', None, ['write'] * self.args.crowd, seconds=seconds, rate=self.args.rate)
            print(f'1..{self.cases}')
            return 1 if self.failed else 0

        crowd = ['write'] * 16 + ['read'] * 4
        self.local('/faults/processes/local/killed-at-random', memory(), crowd, seconds=seconds,
                   rate=50, kills_per_second=10)
        if self.args.long:
            self.share('/faults/processes/share/killed-at-random', 20, crowd, delay_us=300, seconds=seconds,
                       rate=1, kills_per_second=5)
            self.local('/faults/processes/local/thirty-people', None, ['write'] * 30, seconds=seconds, rate=58 / 30, gate=150)
            self.share('/faults/processes/share/thirty-people-on-two-machines', 2, ['write'] * 2, delay_us=300,
                       seconds=seconds, users=15, rate=13, gate=1500)
            self.share('/faults/processes/share/thirty-machines', 30, ['write'] * 30, delay_us=300, seconds=seconds,
                       rate=26 / 30)
        else:
            self.share('/faults/processes/share/killed-at-random', 5, ['write'] * 4 + ['read'], delay_us=100,
                       seconds=seconds, rate=4, kills_per_second=5)
        print(f'1..{self.cases}')
        return 1 if self.failed else 0


def memory():
    """Memory where there is enough: a storm must not take a disk's time."""
    folder = '/dev/shm'
    return folder if os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free >= ENOUGH else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('writer')
    parser.add_argument('share_fs')
    parser.add_argument('--long', action='store_true')
    parser.add_argument('--seconds', type=float)
    parser.add_argument('--figures')
    parser.add_argument('--crowd', type=int, help='only so many writers, for the bench')
    parser.add_argument('--rate', type=float, default=0, help='saves a second of each of them')
    return Suite(parser.parse_args()).run()


if __name__ == '__main__':
    sys.exit(main())
