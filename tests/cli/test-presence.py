# SPDX-License-Identifier: GPL-3.0-or-later
"""who and maintenance: who has the database open, and asking everybody to leave."""

import fcntl
import json
import os
import struct

from harness import REFUSED, USAGE, equal, main, test

OTHER = "6f1d2c7e-5d7a-4b7e-9a52-0d6d0e1f2a3b"
ALIVE_BYTE = 0x40000000


class Visitor:
    """A presence file as another computer's program would leave it."""

    def __init__(self, bench, locked=True):
        folder = bench.db + ".presence"
        os.makedirs(folder, exist_ok=True)
        self.path = os.path.join(folder, OTHER)
        self.file = open(self.path, "w+b")
        if locked:
            lock = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, ALIVE_BYTE, 1, 0)
            fcntl.fcntl(self.file, getattr(fcntl, "F_OFD_SETLK", 37), lock)
        self.file.write(json.dumps({"person": "Li Na", "machine": "SALES-07", "program": "pursuit", "version": "9.9",
                                    "since": 1773729120000000, "beat": 1, "place": "another"}).encode())
        self.file.flush()

    def leave(self):
        os.unlink(self.path)
        self.file.close()


@test("/cli/who/names-whoever-is-there")
def names(bench):
    bench.init()
    equal(bench.ok("who").out, "Nobody has it open.\n")
    visitor = Visitor(bench)
    answer = bench.json("who")
    equal([(p["person"], p["machine"], p["version"], p["me"], p["alive"]) for p in answer["people"]],
          [("Li Na", "SALES-07", "9.9", False, True)])
    equal(answer["sharing"], "proven")
    text = bench.ok("who").out
    assert "Li Na" in text and "SALES-07" in text and "pursuit 9.9" in text, text
    visitor.leave()
    equal(bench.json("who"), {"sharing": "alone", "people": []})
    assert not os.path.exists(bench.db + ".presence"), bench.files()


@test("/cli/who/tells-a-lock-that-is-not-seen")
def unproven(bench):
    bench.init()
    visitor = Visitor(bench, locked=False)
    answer = bench.json("who")
    equal(answer["sharing"], "unproven")
    equal(answer["people"][0]["alive"], False)
    visitor.leave()


@test("/cli/maintenance/keeps-others-out-until-it-is-ended")
def keeps_out(bench):
    bench.init()
    bench.add("staff", "name=Li Na", "role=Seller")
    bench.add("staff", "name=Chen Jie", "role=Administrator")
    begun = bench.json("--as", "Chen Jie", "maintenance", "begin", "--message", "New disks", "--minutes", "5")
    equal((begun["maintenance"]["by"], begun["maintenance"]["message"]), ("Chen Jie", "New disks"))
    bench.fails(REFUSED, "--as", "Li Na", "board", says="Chen Jie: New disks")
    equal(bench.run("--as", "Li Na", "board", "--json").error["code"], "denied")
    bench.ok("--as", "Chen Jie", "board")
    equal(bench.json("maintenance", "show")["maintenance"], begun["maintenance"])
    bench.ok("--as", "Chen Jie", "maintenance", "end")
    equal(bench.json("maintenance", "show"), {"maintenance": None})
    bench.ok("--as", "Li Na", "board")
    equal(bench.sql("SELECT actor, verb FROM journal ORDER BY id DESC LIMIT 2"),
          [("Chen Jie", "end-maintenance"), ("Chen Jie", "begin-maintenance")])


@test("/cli/maintenance/can-be-undone")
def undone(bench):
    bench.init()
    entry = bench.json("maintenance", "begin")["entry"]
    bench.ok("undo", str(entry))
    equal(bench.json("maintenance", "show"), {"maintenance": None})


@test("/cli/maintenance/is-refused-to-others")
def refused(bench):
    bench.init()
    bench.add("staff", "name=Li Na", "role=Seller")
    before = bench.content()
    bench.fails(REFUSED, "--as", "Li Na", "maintenance", "begin", says="Seller")
    bench.fails(REFUSED, "maintenance", "end", says="Nobody was asked")
    bench.fails(REFUSED, "maintenance", "begin", "--message", "x" * 201)
    bench.fails(USAGE, "maintenance", "begin", "--minutes", "1441")
    bench.fails(USAGE, "maintenance", "begin", "--minutes", "soon")
    equal(bench.content(), before)


main()
