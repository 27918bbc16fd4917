# SPDX-License-Identifier: GPL-3.0-or-later
"""customer grade, funnel, level and standing: how a customer is judged, by whom, when and why."""

from harness import REFUSED, USAGE, equal, main, test


def filled(bench):
    bench.init()
    bench.add("staff", "name=Li Na", "role=Seller")
    bench.add("staff", "name=Wang Wei", "role=Seller")
    bench.add("customer", "name=Acme", "owner=Li Na", "grade=c")
    return bench


@test("/cli/customer-standing/judges-and-lists")
def judges(bench):
    filled(bench)
    bench.ok("--as", "Li Na", "customer", "grade", "Acme", "B", "--reason", "Framework contract")
    bench.ok("customer", "funnel", "1", "lead")
    bench.ok("customer", "level", "1", "3", "--reason", "Praise in writing")
    changes = bench.json("customer", "standing", "Acme")["changes"]
    equal([(one["kind"], one["from"], one["to"], one["staff"], one["reason"]) for one in changes],
          [("level", 0, 3, None, "Praise in writing"), ("funnel", 0, 1, None, None),
           ("grade", 3, 2, "Li Na", "Framework contract"), ("grade", 0, 3, None, None)])
    equal(bench.json("show", "customer", "1")["relationship_level"], 3)


@test("/cli/customer-standing/undo-is-dated-too")
def undo(bench):
    filled(bench)
    entry = bench.json("customer", "level", "1", "2", "--reason", "A year")["entry"]
    bench.ok("undo", str(entry))
    equal([(one["from"], one["to"], one["reason"]) for one in bench.json("customer", "standing", "1")["changes"]][:2],
          [(2, 0, "Undone"), (0, 2, "A year")])
    bench.ok("check")


@test("/cli/customer-standing/refuses")
def refuses(bench):
    filled(bench)
    bench.fails(REFUSED, "customer", "grade", "1", "d", says="is no grade")
    bench.fails(REFUSED, "customer", "grade", "1", "c", says="judged so already")
    bench.fails(REFUSED, "customer", "level", "1", "6", "--reason", "x", says="no relationship level")
    bench.fails(REFUSED, "customer", "level", "1", "2", says="Say what shows")
    bench.fails(REFUSED, "customer", "funnel", "1", "opportunity", says="no opportunity yet")
    bench.fails(REFUSED, "set", "customer", "1", "funnel=opportunity", says="no opportunity yet")
    bench.fails(REFUSED, "set", "customer", "1", "relationship_level=3", says="takes evidence")
    bench.fails(REFUSED, "add", "customer", "name=Bolt", "relationship_level=3", says="takes evidence")
    bench.fails(REFUSED, "bulk", "customers", "relationship_level=3", "--all", says="Relationship level")
    bench.fails(REFUSED, "customer", "grade", "Nobody", "a")
    bench.fails(REFUSED, "--as", "Wang Wei", "customer", "grade", "1", "a")
    bench.fails(REFUSED, "--as", "Wang Wei", "customer", "standing", "1")
    bench.fails(USAGE, "customer", "grade", "1")
    equal(len(bench.json("customer", "standing", "1")["changes"]), 1)


@test("/cli/customer-standing/interest-makes-an-opportunity")
def interest(bench):
    filled(bench)
    bench.add("contact", "customer=Acme", "name=Gao", "interest=Drives")
    bench.ok("customer", "funnel", "Acme", "Opportunity", "--reason", "Asked for an offer")
    equal(bench.json("show", "customer", "1")["funnel"], "opportunity")


if __name__ == "__main__":
    main()
