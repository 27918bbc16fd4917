# SPDX-License-Identifier: GPL-3.0-or-later
"""Customers and people who are there twice (DOS-6): found, told apart, made one, and taken apart again."""

from harness import REFUSED, USAGE, equal, main, test


def begin(bench):
    bench.init()
    bench.add("customer", "name=鹤鸣钢铁集团有限公司", "phone=021-5566 7788", "notes=first", "tags=steel, key")
    bench.add("customer", "name=鹤鸣钢铁", "phone=+86 21 55667788", "region=华东", "notes=second", "tags=Key, old")
    bench.add("customer", "name=Other")
    bench.add("contact", "customer=1", "name=Ann", "phone=13912345678")
    bench.add("contact", "customer=2", "name=ann")


@test("/cli/merge/found-and-made-one")
def found(bench):
    begin(bench)
    answer = bench.json("duplicates")
    equal([(pair["first"]["id"], pair["second"]["id"], pair["same"]) for pair in answer["pairs"]], [(1, 2, ["name", "phone"])])
    assert "same name, same phone" in bench.ok("duplicates").out
    equal(bench.json("duplicates", "--contacts")["pairs"], [])

    preview = bench.json("customer", "merge", "1", "2", "--preview")
    equal({field["field"]: field["choice"] for field in preview["fields"]},
          {"name": "kept", "region": "theirs", "phone": "kept", "tags": "both", "notes": "both"})
    equal(preview["moves"], {"contact": 1})
    assert "华东" in bench.ok("customer", "merge", "1", "2", "--preview").out
    equal(bench.sql("SELECT count(*) FROM customer WHERE deleted_at = 0")[0][0], 3)

    entry = bench.json("customer", "merge", "1", "2", "--take", "phone")["entry"]
    equal(bench.sql("SELECT phone, region, notes, tags FROM customer WHERE id = 1"),
          [("+86 21 55667788", "华东", "first\n\nsecond", "steel, key, old")])
    equal(bench.json("duplicates")["pairs"], [])
    equal([(pair["first"]["name"], pair["second"]["name"]) for pair in bench.json("duplicates", "--contacts")["pairs"]],
          [("Ann", "ann")])

    # the old number leads to what it became
    equal(bench.json("customer", "show", "2")["id"], 1)
    assert "was merged into No. 1" in bench.ok("show", "customer", "2").out
    bench.fails(REFUSED, "customer", "edit", "2", "phone=1", says="was merged into another")
    bench.fails(REFUSED, "restore", "customer", "2", says="was merged into another")

    bench.ok("undo", str(entry))
    equal(bench.sql("SELECT phone, region, notes, tags, deleted_at FROM customer WHERE id <= 2 ORDER BY id"),
          [("021-5566 7788", None, "first", "steel, key", 0), ("+86 21 55667788", "华东", "second", "Key, old", 0)])
    equal(bench.sql("SELECT customer_id FROM contact ORDER BY id"), [(1,), (2,)])
    bench.ok("check")


@test("/cli/merge/imported-again")
def imported(bench):
    bench.init()
    bench.write("all.csv", "External ID,Name,Region\nA1,Mill,East\nA2,The Mill,\n")
    bench.ok("import", "customers", bench.path("all.csv"))
    bench.ok("customer", "merge", "Mill", "The Mill")
    bench.write("again.csv", "External ID,Name,Phone\nA2,The Mill,0215566\n")
    bench.ok("import", "customers", bench.path("again.csv"))
    equal(bench.sql("SELECT id, external_id, phone, deleted_at = 0 FROM customer ORDER BY id"),
          [(1, "A1", "0215566", 1), (2, "A2", None, 0)])
    equal(bench.json("customer", "show", "2")["id"], 1)


@test("/cli/merge/people")
def people(bench):
    begin(bench)
    bench.ok("contact", "merge", "1", "2", "--take", "name")
    equal(bench.sql("SELECT name, phone, deleted_at FROM contact WHERE id = 1"), [("ann", "13912345678", 0)])
    equal(bench.sql("SELECT merged_into_id FROM contact WHERE id = 2 AND deleted_at <> 0"), [(1,)])
    bench.ok("undo")
    equal(bench.sql("SELECT count(*) FROM contact WHERE deleted_at = 0")[0][0], 2)


@test("/cli/merge/not-the-same")
def dismissed(bench):
    begin(bench)
    bench.fails(USAGE, "duplicates", "--dismiss", "1", says="which two")
    bench.fails(USAGE, "duplicates", "1", "2", says="--dismiss")
    bench.ok("duplicates", "--dismiss", "2", "1")
    assert "Nobody seems to be there twice." in bench.ok("duplicates").out
    bench.ok("undo")
    equal(len(bench.json("duplicates")["pairs"]), 1)


@test("/cli/merge/refused")
def refused(bench):
    begin(bench)
    bench.fails(REFUSED, "customer", "merge", "1", "1", says="with itself")
    bench.fails(USAGE, "customer", "merge", "1", "2", "--take", "colour", says="is not a field")
    bench.fails(USAGE, "customer", "merge", "1", "2", "--join", "phone", says="one value only")
    bench.fails(USAGE, "customer", "merge", "1", "2", "--take", "completeness", says="follows from the others")
    bench.fails(USAGE, "customer", "merge", "1", "2", "--take", "notes", "--join", "notes", says="left as it is")
    bench.ok("customer", "edit", "2", "parent=1")
    bench.fails(REFUSED, "customer", "merge", "1", "2", says="subsidiary")


main()
