# SPDX-License-Identifier: GPL-3.0-or-later
"""Database files that cannot be used, disks that are full, readers that go away: one sentence, and the data as it was."""

import os
import resource
import signal
import sqlite3
import subprocess

from harness import DONE, PROGRAM, STORAGE, Skip, equal, main, test

READING = ["board"]
WRITING = ["add", "customer", "name=Bolt"]


def refused(bench, code, says, content=None):
    """Neither reading nor writing gets anywhere, in words and in JSON, and the file stays as it is."""
    for command in (READING, WRITING):
        bench.fails(STORAGE, *command, says=says)
    answer = bench.run("--json", *READING)
    equal((answer.code, answer.error["code"]), (STORAGE, code))
    assert says in answer.error["message"], answer
    if content is not None:
        equal(bench.content(), content)


@test("/cli/files/missing-is-named-and-not-made")
def missing(bench):
    refused(bench, "not-found", "test.pursuit")
    equal(bench.files(), [])


@test("/cli/files/a-folder-is-no-database")
def folder(bench):
    os.mkdir(bench.db)
    refused(bench, "storage", "folder")


@test("/cli/files/empty-is-no-database")
def empty(bench):
    bench.write("test.pursuit", "")
    refused(bench, "storage", "empty", bench.content())


@test("/cli/files/text-is-no-database")
def text(bench):
    bench.write("test.pursuit", "name,amount\r\n" * 100)
    refused(bench, "storage", "not a database", bench.content())


@test("/cli/files/another-programs-database-is-left-alone")
def foreign(bench):
    connection = sqlite3.connect(bench.db)
    connection.execute("CREATE TABLE customer (name TEXT)")
    connection.commit()
    connection.close()
    refused(bench, "storage", "another program", bench.content())


@test("/cli/files/a-truncated-database-is-left-alone")
def truncated(bench):
    bench.init()
    os.truncate(bench.db, os.path.getsize(bench.db) - 5000)
    refused(bench, "damaged", "incomplete", bench.content())


@test("/cli/files/a-newer-format-is-left-alone")
def newer(bench):
    bench.init()
    connection = sqlite3.connect(bench.db)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    refused(bench, "newer", "newer version", bench.content())


def nobody(bench):
    """Root may do everything: then the command runs as somebody else. For anybody else nothing is needed."""
    if os.geteuid() != 0:
        return {}
    os.chmod(bench.folder, 0o755)
    somebody = {"user": 65534, "group": 65534, "extra_groups": []}
    try:
        subprocess.run([PROGRAM, "--version"], stdout=subprocess.DEVNULL, check=True, **somebody)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Skip(f"another user cannot run the program: {error}") from error
    return somebody


@test("/cli/files/unreadable-is-said")
def unreadable(bench):
    bench.init()
    os.chmod(bench.db, 0)
    for command in (READING, WRITING):
        bench.fails(STORAGE, *command, says="test.pursuit", **nobody(bench))


@test("/cli/files/a-read-only-database-can-be-read-only")
def read_only(bench):
    bench.init()
    os.chmod(bench.db, 0o444)
    content = bench.content()
    somebody = nobody(bench)
    bench.ok(*READING, **somebody)
    bench.fails(STORAGE, *WRITING, says="can only be read", **somebody)
    equal(bench.content(), content)


@test("/cli/files/a-locked-database-is-said-to-be-in-use")
def locked(bench):
    bench.init()
    content = bench.content()
    connection = sqlite3.connect(bench.db, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        for command in (READING, WRITING):
            bench.fails(STORAGE, *command, env={"PURSUIT_PATIENCE_MS": "50"}, says="test.pursuit")
    finally:
        connection.execute("ROLLBACK")
        connection.close()
    equal(bench.content(), content)
    bench.ok(*WRITING)


@test("/cli/files/a-full-disk-leaves-the-data-as-it-was")
def full_disk(bench):
    bench.init()
    for number in range(20):
        bench.ok("add", "customer", f"name=Customer {number}")
    before = bench.sql("SELECT * FROM customer ORDER BY id")

    def no_room_to_grow():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        size = os.path.getsize(bench.db)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    answer = bench.run("add", "customer", "name=Bolt", "notes=" + "x" * 100000, preexec_fn=no_room_to_grow)
    equal((answer.code, answer.out), (STORAGE, ""))
    assert answer.err.startswith("pursuitctl: ") and answer.err.count("\n") == 1, answer
    equal(bench.sql("SELECT * FROM customer ORDER BY id"), before)
    equal(bench.json("check")["sound"], True)


@test("/cli/files/init-on-a-full-disk-leaves-nothing-behind")
def init_full_disk(bench):
    def almost_no_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
    answer = bench.run("init", preexec_fn=almost_no_room)
    equal((answer.code, answer.out), (STORAGE, ""))
    equal(bench.files(), [])


@test("/cli/files/a-backup-onto-a-full-disk-leaves-nothing-behind")
def backup_full_disk(bench):
    bench.init()
    before = bench.files()

    def almost_no_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
    answer = bench.run("backup", bench.path("copy.pursuit"), preexec_fn=almost_no_room)
    equal((answer.code, answer.out), (STORAGE, ""))
    equal(bench.files(), before)


@test("/cli/output/a-full-disk-is-an-error")
def full_output(bench):
    bench.init()
    with open("/dev/full", "wb") as full:
        for json in ([], ["--json"]):
            done = subprocess.run([PROGRAM, *json, "board"], env=bench.environment(None), stdout=full,
                                  stderr=subprocess.PIPE, check=False)
            equal(done.returncode, STORAGE)
            assert b"No space left" in done.stderr, done.stderr


@test("/cli/output/a-reader-who-left-is-no-error")
def reader_left(bench):
    bench.init()
    rows = "".join(f"('Customer {n}', 1, 1, 'c{n}')," for n in range(20000)).rstrip(",")
    connection = sqlite3.connect(bench.db)
    connection.execute(f"INSERT INTO customer (name, created_at, changed_at, search) VALUES {rows}")
    connection.commit()
    connection.close()
    for json in ([], ["--json"]):
        with subprocess.Popen([PROGRAM, *json, "list", "customers"], env=bench.environment(None),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            assert len(running.stdout.read(100)) == 100
            running.stdout.close()
            equal(running.stderr.read(), b"")
            equal(running.wait(60), DONE)


@test("/cli/output/a-closed-output-does-not-become-the-database")
def closed_output(bench):
    bench.init()
    done = subprocess.run(["/bin/sh", "-c", 'exec "$0" board >&-', PROGRAM], env=bench.environment(None),
                          stderr=subprocess.PIPE, check=False)
    equal(done.returncode, STORAGE)
    equal(bench.json("check"), {"sound": True, "findings": []})


@test("/cli/output/is-aligned-by-what-a-terminal-shows")
def aligned(bench):
    bench.init()
    bench.add("customer", "name=海康威视", "region=浙江")
    bench.add("customer", "name=Acme", "region=East")
    bench.add("customer", "name=Line\nbreak \x1b[31m", "region=West")
    lines = bench.ok("list", "customers", "--order", "name").out.splitlines()
    equal(len(lines), 4)

    def place(line, word):
        return sum(2 if ord(character) > 0x2e80 and character != "\ufffd" else 1
                   for character in line[:line.index(word)])
    places = {place(line, word) for line, word in zip(lines, ("Region", "浙江", "East", "West"))}
    equal(len(places), 1)
    assert "\x1b" not in lines[3] and "\ufffd[31m" in lines[3], lines[3]


@test("/cli/output/is-utf-8-where-no-language-was-chosen")
def plain_locale(bench):
    bench.init()
    bench.ok("add", "customer", "name=海康威视", env={"LC_ALL": "C"})
    assert "海康威视" in bench.ok("list", "customers", env={"LC_ALL": "C"}).out
    equal(bench.sql("SELECT name FROM customer"), [("海康威视",)])


@test("/cli/arguments/that-are-no-text-are-refused")
def no_text(bench):
    bench.init()
    done = subprocess.run([PROGRAM, "add", "customer", b"name=\xff\xfe"], env=bench.environment(None),
                          capture_output=True, check=False)
    equal(done.returncode, 2)
    equal(bench.sql("SELECT count(*) FROM customer"), [(0,)])


if __name__ == "__main__":
    main()
