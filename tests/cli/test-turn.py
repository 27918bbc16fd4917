# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose turn it is: another process of this computer holds the file, and there is no window to ask."""

import contextlib
import hashlib
import os
import socket
import subprocess
import threading

from harness import DONE, LIMIT, PROGRAM, STORAGE, equal, main, test

NO_BUS = {"DBUS_SESSION_BUS_ADDRESS": "disabled:"}


@contextlib.contextmanager
def claimed(path):
    """What a process does that opens a file on a share: it takes a name that the kernel keeps for it."""
    name = hashlib.sha256(os.path.realpath(path).encode()).hexdigest()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as holder:
        holder.bind(f"\0pursuit-claim-{name}")
        holder.listen(8)
        yield holder


@test("/cli/turn/says-for-whom-it-waits-and-gives-up")
def gives_up(bench):
    bench.init()
    before = bench.content()
    os.symlink(bench.db, bench.path("link"))
    with claimed(bench.db):
        for name in (bench.db, "link"):
            answer = bench.run("--json", "add", "customer", "name=Acme", "--db", name,
                               env={**NO_BUS, "PURSUIT_PATIENCE_MS": "200"})
            equal((answer.code, answer.error["code"]), (STORAGE, "busy"))
            waiting, refusal = answer.err.splitlines()
            assert waiting.startswith("pursuitctl: Waiting for ") and f"process {os.getpid()}" in waiting, answer
            assert "test.pursuit" in waiting and "nothing was done" in refusal, answer
    equal(bench.content(), before)


@test("/cli/turn/works-when-its-turn-comes")
def works(bench):
    bench.init()
    with claimed(bench.db) as holder:
        with subprocess.Popen([PROGRAM, "add", "customer", "name=Acme"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, env=bench.environment({**NO_BUS, "PURSUIT_PATIENCE_MS": str(LIMIT * 1000)})) as run:
            assert run.stderr.readline().startswith("pursuitctl: Waiting for ")
            equal(bench.sql("SELECT count(*) FROM customer"), [(0,)])
            holder.close()
            out, err = run.communicate(timeout=LIMIT)
    equal((run.returncode, err), (DONE, ""))
    assert "Acme" in out, out
    equal(bench.sql("SELECT name FROM customer"), [("Acme",)])


def find_file_system(folder):
    """The kind of file system a folder lies on: the last of the mounts with the longest name above it."""
    with open("/proc/self/mountinfo", encoding="utf-8") as file:
        mounts = [line.split() for line in file]
    above = [(len(words[4]), number, words[words.index("-") + 1]) for number, words in enumerate(mounts)
             if os.path.commonpath([words[4], folder]) == words[4]]
    return max(above)[2]


@test("/cli/turn/many-at-once-take-turns-on-a-share")
def many(bench):
    bench.init()
    # An administrator may name kinds of file systems that count as a share.
    env = bench.environment({**NO_BUS, "PURSUIT_SHARE_TYPES": find_file_system(os.path.realpath(bench.folder)),
                             "PURSUIT_PATIENCE_MS": str(LIMIT * 1000)})
    running = [subprocess.Popen([PROGRAM, "add", "customer", f"name=Firm {number}"], env=env, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True) for number in range(6)]
    for process in running:
        _, err = process.communicate(timeout=LIMIT)
        equal(process.returncode, DONE)
        # Whoever has just come has not said yet which program it is.
        assert all("Waiting for pursuitctl (process " in line or "Waiting for process " in line for line in err.splitlines()), err
    equal(bench.sql("SELECT count(*), count(DISTINCT name) FROM customer"), [(6, 6)])


@test("/cli/turn/what-needs-no-database-does-not-wait")
def needs_none(bench):
    bench.init()
    with claimed(bench.db):
        bench.ok("--version", env=NO_BUS)
        bench.ok("board", "--help", env=NO_BUS)


@test("/cli/turn/without-a-bus-it-is-done-here")
def no_bus(bench):
    bench.init()
    nobody = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={bench.path('none')}"}
    empty = {"DBUS_SESSION_BUS_ADDRESS": "", "XDG_RUNTIME_DIR": bench.folder}
    launch = {"DBUS_SESSION_BUS_ADDRESS": "autolaunch:", "DISPLAY": ":none"}
    for number, env in enumerate((NO_BUS, nobody, empty, launch)):
        equal(bench.json("--via-window", "add", "customer", f"name=Firm {number}", env=env)["record"]["id"], number + 1)


@test("/cli/turn/a-bus-that-hangs-up-is-none")
def rude_bus(bench):
    bench.init()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(bench.path("bus"))
        server.listen(1)
        thread = threading.Thread(target=lambda: server.accept()[0].close())
        thread.start()
        bench.ok("--via-window", "board", env={"DBUS_SESSION_BUS_ADDRESS": f"unix:path={bench.path('bus')}"})
        thread.join()


if __name__ == "__main__":
    main()
