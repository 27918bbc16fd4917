# SPDX-License-Identifier: GPL-3.0-or-later
"""wall show, set, clear and assess: the relationship wall of a customer."""

from harness import REFUSED, USAGE, equal, main, test


def filled(bench):
    bench.init()
    bench.add("staff", "name=Li Na", "role=Seller")
    bench.add("staff", "name=Wang Wei", "role=Seller")
    bench.add("customer", "name=Acme", "owner=Li Na")
    bench.add("contact", "customer=Acme", "name=Fang", "buying_role=decider")
    bench.add("contact", "customer=Acme", "name=Gao", "buying_role=user")
    return bench


@test("/cli/wall/sets-shows-and-clears")
def sets(bench):
    filled(bench)
    bench.ok("wall", "set", "Acme", "Fang", "Li Na", "1", "--target", "3", "--evidence", "Met twice", "--period", "2026-Q1")
    bench.ok("wall", "set", "Acme", "Gao", "Wang Wei", "4", "--period", "2026q1")
    wall = bench.json("wall", "show", "Acme", "--period", "2026-Q1")
    equal(wall["holes"], 1)
    equal([(one["name"], one["hole"]) for one in wall["people"]], [("Fang", True), ("Gao", False)])
    equal([(one["contact"], one["staff"], one["level"], one["target"], one["evidence"]) for one in wall["cells"]],
          [("Fang", "Li Na", 1, 3, "Met twice"), ("Gao", "Wang Wei", 4, 0, None)])
    out = bench.ok("wall", "show", "Acme", "--period", "2026-Q1").out
    assert "1 → 3" in out and "2026 Q1" in out, out
    bench.ok("wall", "clear", "Acme", "Gao", "Wang Wei", "--period", "2026-Q1")
    equal(len(bench.json("wall", "show", "Acme", "--period", "2026-Q1")["cells"]), 1)


@test("/cli/wall/assesses-a-quarter")
def assesses(bench):
    filled(bench)
    bench.ok("wall", "set", "Acme", "Fang", "Li Na", "1", "--target", "3", "--period", "2026-Q1")
    wall = bench.json("wall", "assess", "Acme", "Fang,Li Na=3", "Gao,Wang Wei=2", "--period", "2026-Q2")
    equal([(one["contact"], one["level"], one["target"], one["before"]) for one in wall["cells"]],
          [("Fang", 3, 3, 1), ("Gao", 2, 0, None)])
    equal([(one["period"], one["holes"], one["cells"]) for one in wall["periods"]], [("2026-Q1", 1, 1), ("2026-Q2", 0, 2)])
    bench.ok("undo", str(wall["entry"]))
    equal([one["period"] for one in bench.json("wall", "show", "Acme")["periods"]], ["2026-Q1"])


@test("/cli/wall/refuses")
def refuses(bench):
    filled(bench)
    bench.fails(REFUSED, "wall", "set", "Acme", "Fang", "Li Na", "1", "--period", "next", says="no quarter")
    bench.fails(REFUSED, "wall", "set", "Acme", "Nobody", "Li Na", "1")
    bench.fails(REFUSED, "wall", "assess", "Acme", says="nothing to begin with")
    bench.fails(USAGE, "wall", "assess", "Acme", "Fang=3", says="PERSON,STAFF")
    bench.fails(REFUSED, "--as", "Wang Wei", "wall", "show", "Acme")
    bench.fails(REFUSED, "--as", "Wang Wei", "wall", "set", "Acme", "Fang", "Li Na", "1")
    bench.fails(REFUSED, "wall", "clear", "Acme", "Fang", "Li Na", says="Nothing was assessed")


if __name__ == "__main__":
    main()
