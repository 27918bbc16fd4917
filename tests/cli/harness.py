# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the built pursuitctl from outside and writes TAP.

A test is a function with a promise; it gets a Bench: a temporary folder with a database in it. What a command did is
looked at with Python's sqlite3 too, so that the program is not its own witness.
"""

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import traceback

PROGRAM = os.path.abspath(sys.argv[1])
LIMIT = 300         # seconds after which a command counts as hung

DONE, REFUSED, USAGE, STORAGE, CONFLICT = range(5)


class Skip(Exception):
    """Raised by a test that cannot run here; the reason is shown."""


class Answer:
    """What one command gave."""

    def __init__(self, args, code, out, err):
        self.args, self.code, self.out, self.err = args, code, out, err

    @property
    def json(self):
        assert self.out.endswith("\n") and self.out.count("\n") == 1, f"not one line of JSON: {self}"
        return json.loads(self.out)

    @property
    def error(self):
        return self.json["error"]

    def __str__(self):
        return f"pursuitctl {' '.join(self.args)} -> {self.code}\n{self.out}{self.err}"


class Bench:
    """A temporary folder, the database in it, and the program."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="pursuit-cli-")
        self.db = self.path("test.pursuit")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        data = content.encode() if isinstance(content, str) else content
        with open(self.path(name), "wb") as file:
            file.write(data)
        return self.path(name)

    def environment(self, changes):
        # A coverage build must not complain of a full disk between our own sentences.
        env = dict(os.environ, PURSUIT_DB=self.db, GCOV_ERROR_FILE=os.devnull)
        for key, value in (changes or {}).items():
            if value is None:
                env.pop(key, None)
            else:
                env[key] = value
        return env

    def run(self, *args, env=None, **options):
        """Runs a command and gives its answer whatever it is."""
        done = subprocess.run([PROGRAM, *args], env=self.environment(env), cwd=self.folder, timeout=LIMIT,
                              stdin=subprocess.DEVNULL, capture_output=True, **options)
        return Answer(args, done.returncode, done.stdout.decode(), done.stderr.decode())

    def ok(self, *args, **options):
        """Runs a command that must succeed without a word to the person."""
        answer = self.run(*args, **options)
        assert answer.code == DONE and answer.err == "", str(answer)
        return answer

    def json(self, *args, **options):
        return self.ok("--json", *args, **options).json

    def fails(self, code, *args, says=None, **options):
        """Runs a command that must fail with a sentence and nothing on the standard output."""
        answer = self.run(*args, **options)
        assert answer.code == code, f"expected {code}: {answer}"
        assert answer.out == "", str(answer)
        assert answer.err.startswith("pursuitctl: "), str(answer)
        assert answer.err.count("\n") == 1, str(answer)
        if says is not None:
            assert says in answer.err, f"{says!r} is missing: {answer}"
        return answer

    def init(self, currency="CNY", gates=False):
        """Makes the database; the shipped processes ask for no milestones unless the test is about gates."""
        self.ok("init", "--currency", currency)
        if not gates:
            self.open_gates()
        return self

    def open_gates(self, db=None):
        connection = sqlite3.connect(db or self.db)
        with connection:
            connection.execute("UPDATE milestone SET required = 0")
        connection.close()

    def add(self, kind, *fields):
        return self.json("add", kind, *fields)["record"]["id"]

    def interrupt(self, *args, when):
        """Runs a command and sends it Ctrl+C as soon as a condition holds."""
        with subprocess.Popen([PROGRAM, *args], env=self.environment(None), cwd=self.folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            while not when():
                try:
                    running.wait(0.001)
                    break
                except subprocess.TimeoutExpired:
                    pass
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=LIMIT)
        return Answer(args, running.returncode, out.decode(), err.decode())

    def sql(self, text, *values):
        """Asks the database without Pursuit's code."""
        connection = sqlite3.connect(f"file:{self.db}?mode=ro", uri=True)
        try:
            return connection.execute(text, values).fetchall()
        finally:
            connection.close()

    def content(self):
        """What stands for every byte of the database."""
        with open(self.db, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()

    def files(self):
        return sorted(os.listdir(self.folder))

    def close(self):
        shutil.rmtree(self.folder)


tests = []


def test(promise):
    def register(function):
        tests.append((promise, function))
        return function
    return register


def equal(found, expected):
    assert found == expected, f"found {found!r}, expected {expected!r}"


def main():
    print("TAP version 13")
    print(f"1..{len(tests)}")
    failures = 0
    for number, (promise, function) in enumerate(tests, 1):
        bench = Bench()
        try:
            function(bench)
            print(f"ok {number} - {promise}")
        except Skip as reason:
            print(f"ok {number} - {promise} # SKIP {reason}")
        except Exception:       # a test may fail in any way; the others still run
            failures += 1
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            print(f"not ok {number} - {promise}")
        finally:
            bench.close()
        sys.stdout.flush()
    sys.exit(1 if failures else 0)
