# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures below the window: the board's data against bare SQL, import against `sqlite3 .import`."""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time

import fixtures
from rounds import Round, Rounds, Sample

REPORT = os.path.join(fixtures.BUILD, "tests", "bench", "bench-report")
NAMES = os.path.join(fixtures.BUILD, "tests", "bench", "bench-names")
MOVE = os.path.join(fixtures.BUILD, "tests", "bench", "bench-move")
BOARD = os.path.join(fixtures.BUILD, "tests", "bench", "bench-board")
TIMES = 200    # reads per sample, since one takes less than a millisecond


def run(command):
    """Wall and processor time of a command that must succeed."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        raise fixtures.Unavailable(message.strip() or f"{command[0]} ended with {process.returncode}")
    return Sample(wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, peak=usage.ru_maxrss / 1024)


def read_board(path, wished):
    """Rounds inside one process; it compares the answers before and after."""
    done = subprocess.run([BOARD, path, str(wished * 2), str(TIMES)], capture_output=True, text=True)
    if done.returncode != 0:
        raise fixtures.Unavailable(done.stderr.strip())
    answer = json.loads(done.stdout)
    return to_rounds(answer["rounds"], wished), answer


def to_rounds(seen, wished):
    """What a program measured in rounds of its own, in microseconds: floor, ours, floor, processor time of ours and of the floor."""
    rounds = Rounds()
    for before, ours, after, cpu, cpu_floor in seen:
        if len(rounds.used) < wished:
            rounds.add(Round(Sample(before / 1000, cpu_floor / 1000), Sample(ours / 1000, cpu / 1000),
                             Sample(after / 1000, cpu_floor / 1000)))
    return rounds


def move_deals(path, wished):
    """Both databases in memory where there is some: a disk's time for a commit would hide everything else."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else None
    with tempfile.TemporaryDirectory(prefix="pursuit-bench-", dir=memory) as folder:
        copy = os.path.join(folder, "copy.pursuit")
        shutil.copy(path, copy)
        done = subprocess.run([MOVE, copy, os.path.join(folder, "raw.db"), str(wished * 2), str(TIMES)], capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            raise fixtures.Unavailable(done.stderr.strip())
        return to_rounds(json.loads(done.stdout)["rounds"], wished)


def run_test(program, words):
    """The result of a test program, and what it said when it failed."""
    done = subprocess.run([os.path.join(fixtures.BUILD, "tests", program), *words], capture_output=True, text=True, check=False)
    return abs(done.returncode), done.stderr.strip()


def read_report(path, rounds):
    """Samples of the report page's question, in milliseconds; the program checks the answer against a count."""
    done = subprocess.run([REPORT, path, str(rounds), "20"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise fixtures.Unavailable(done.stderr.strip())
    answer = json.loads(done.stdout)
    return [Sample(wall / 1000, cpu / 1000) for wall, cpu in answer["rounds"]], answer["deals"]


def search_names(n, rounds):
    done = subprocess.run([NAMES, str(n), str(rounds)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise fixtures.Unavailable(done.stderr.strip())
    return json.loads(done.stdout)


class Import:
    """Both files into an empty database, by us and by the engine's own shell."""

    def __init__(self):
        self.customers, self.contacts = fixtures.import_files()
        self.ours = os.path.join(fixtures.FOLDER, "import.pursuit")
        self.floor = os.path.join(fixtures.FOLDER, "import.db")

    def run_floor(self):
        fixtures.remove(self.floor)
        sample = run(["sqlite3", self.floor, f".import --csv '{self.customers}' customer",
                      f".import --csv '{self.contacts}' contact"])
        self.check(self.floor, "founded")
        return sample

    def run_ours(self):
        fixtures.remove(self.ours)
        fixtures.ctl("--db", self.ours, "init")
        one = run([fixtures.PURSUITCTL, "--db", self.ours, "import", "customers", self.customers])
        two = run([fixtures.PURSUITCTL, "--db", self.ours, "import", "contacts", self.contacts])
        self.check(self.ours, "founded_year")
        return Sample(one.wall + two.wall, one.cpu + two.cpu, peak=max(one.seen["peak"], two.seen["peak"]))

    def check(self, path, founded):
        """A fast wrong answer scores nothing: every row, and sums that no loss or swap of fields would leave alone."""
        connection = sqlite3.connect(path)
        customers = connection.execute(f"SELECT count(*), sum(employees), sum({founded}), sum(length(name)), count(DISTINCT name)"
                                       "  FROM customer").fetchone()
        contacts = connection.execute("SELECT count(*), sum(length(name)), sum(length(title)), sum(length(phone))"
                                      "  FROM contact").fetchone()
        connection.close()
        answer = tuple(int(number) for number in customers + contacts)
        if not hasattr(self, "answer"):
            self.answer = answer
        if answer != self.answer or answer[0] != fixtures.N_IMPORTED or answer[5] != fixtures.N_IMPORTED:
            raise fixtures.Unavailable(f"the import is not complete: {answer} instead of {self.answer}")

    def remove(self):
        fixtures.remove(self.ours)
        fixtures.remove(self.floor)
        shutil.rmtree(os.environ["PURSUIT_BACKUP_HOME"], ignore_errors=True)
