# SPDX-License-Identifier: GPL-3.0-or-later
"""The invented seller: the same numbers give the same data, and real data is never mixed with it."""

import os

from harness import REFUSED, USAGE, equal, main, test


def people(bench):
    return bench.sql("SELECT name, region, estimated_revenue FROM customer ORDER BY id")


@test("/cli/demo/makes-a-database-with-history-and-a-staff-tree")
def makes(bench):
    answer = bench.json("demo", "--customers", "30", "--seed", "5", "--currency", "USD")
    equal((answer["file"], answer["customers"], answer["seed"]), (bench.db, 30, 5))
    equal(bench.sql("SELECT count(*) FROM customer"), [(30,)])
    equal(bench.sql("SELECT count(*) FROM deal"), [(answer["deals"],)])
    assert bench.sql("SELECT count(*) FROM stage_move")[0][0] > answer["deals"] > 0
    assert bench.sql("SELECT count(*) FROM staff WHERE manager_id IS NOT NULL")[0][0] > 0
    equal(bench.sql("SELECT value FROM setting WHERE key = 'currency'"), [("USD",)])
    equal(bench.json("check")["sound"], True)


@test("/cli/demo/documents-can-be-opened")
def opens(bench):
    bench.ok("demo", "--customers", "30", "--seed", "5")
    kept = bench.sql("SELECT id, size FROM document WHERE version = 1")
    assert len(kept) > 3, kept
    for number, size in kept:
        bench.ok("documents", "get", str(number), "--output", "paper.pdf")
        with open(bench.path("paper.pdf"), "rb") as file:
            content = file.read()
        assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF"), content[:20]
        equal(len(content), size)


@test("/cli/demo/is-the-same-for-the-same-numbers")
def same(bench):
    found = []
    for name, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        bench.db = bench.path(name)
        bench.ok("demo", "--customers", "20", "--seed", seed)
        found.append(people(bench))
    equal(found[0], found[1])
    assert found[0] != found[2]


@test("/cli/demo/fills-an-empty-database-and-no-other")
def fills(bench):
    bench.init()
    bench.fails(USAGE, "demo", "--currency", "USD", says="--currency")
    bench.ok("demo", "--customers", "5")
    before = people(bench)
    bench.fails(REFUSED, "demo", "--customers", "5")
    equal(people(bench), before)


@test("/cli/demo/leaves-nothing-behind-when-it-is-refused")
def refused(bench):
    bench.fails(USAGE, "demo", "--customers", "many", says="many")
    bench.fails(USAGE, "demo", "--seed", "-1", says="-1")
    bench.fails(REFUSED, "demo", "--customers", "2000000", says="2000000")
    bench.fails(REFUSED, "demo", "--currency", "money", says="money")
    equal(bench.files(), [])


@test("/cli/demo/ctrl-c-leaves-nothing-behind")
def interrupted(bench):
    answer = bench.interrupt("demo", "--customers", "500000",
                             when=lambda: os.path.exists(bench.db) and os.path.getsize(bench.db) > 4000000)
    equal((answer.code, answer.out), (REFUSED, ""))
    assert answer.err.startswith("pursuitctl: ") and answer.err.count("\n") == 1, answer
    equal(bench.files(), [])


if __name__ == "__main__":
    main()
