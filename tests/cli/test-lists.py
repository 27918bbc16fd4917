# SPDX-License-Identifier: GPL-3.0-or-later
"""Narrowing the list of customers by several values at once, against the file itself."""

import json
import sqlite3

from harness import REFUSED, USAGE, equal, main, test

ROWS = [("Ash", "a", "lead", "East", "Steel", "fair", "key, port", "Li Na"),
        ("Birch", "b", "lead", "West", "Paper", "web", "port", "Bo Chen"),
        ("Cedar", "", "potential", "East", "", "", "钢铁、key", ""),
        ("Dogwood", "c", "potential", "", "Steel", "web", "", "")]


def fill(bench):
    bench.init()
    for name in ("Li Na", "Bo Chen"):
        bench.add("staff", f"name={name}")
    for name, grade, funnel, region, industry, source, tags, owner in ROWS:
        fields = {"grade": grade, "region": region, "industry": industry, "source": source, "tags": tags, "owner": owner}
        bench.add("customer", f"name={name}", f"funnel={funnel}", *(f"{key}={value}" for key, value in fields.items() if value))
    bench.ok("set", "customer", "Dogwood", "owner=")
    bench.ok("set", "customer", "Cedar", "owner=")


@test("/cli/list/several-values-of-a-field-and-several-fields")
def several(bench):
    fill(bench)

    def names(*options):
        return [row["name"] for row in bench.json("list", "customers", "--order", "name", *options)["rows"]]
    equal(names("--region", "East", "--region", "West"), ["Ash", "Birch", "Cedar"])
    equal(names("--region", "", "--region", "West"), ["Birch", "Dogwood"])
    equal(names("--grade", "a", "--grade", "none"), ["Ash", "Cedar"])
    equal(names("--funnel", "lead", "--region", "West", "--region", "East"), ["Ash", "Birch"])
    equal(names("--industry", "Steel", "--source", "web"), ["Dogwood"])
    equal(names("--source", ""), ["Cedar"])
    equal(names("--tag", "key"), ["Ash", "Cedar"])
    equal(names("--tag", "钢铁", "--tag", "port"), ["Ash", "Birch", "Cedar"])
    equal(names("--tag", ""), ["Dogwood"])
    equal(names("--tag", "ke"), [])
    equal(names("--owner", "Li Na", "--owner", "Bo Chen"), ["Ash", "Birch"])
    equal(names("--owner", "Li Na", "--pool"), ["Ash", "Cedar", "Dogwood"])
    equal(names("--pool", "--tag", "key"), ["Cedar"])
    equal(bench.sql("SELECT tag, count(*) FROM customer_tag GROUP BY tag ORDER BY tag"), [("key", 2), ("port", 2), ("钢铁", 1)])
    equal(names("--tag", "it's \"quoted\" \\"), [])


@test("/cli/list/tags-follow-what-is-saved")
def follow(bench):
    fill(bench)
    bench.ok("set", "customer", "Ash", "tags=port; harbour")
    bench.ok("delete", "customer", "Birch")
    equal(bench.sql("SELECT tag FROM customer_tag ORDER BY tag, customer_id"), [("harbour",), ("key",), ("port",), ("钢铁",)])
    bench.ok("undo")
    bench.ok("undo")
    equal(bench.sql("SELECT tag FROM customer_tag ORDER BY tag, customer_id"),
          [("key",), ("key",), ("port",), ("port",), ("钢铁",)])
    bench.ok("check")


@test("/cli/list/refuses-values-and-lists-that-do-not-go-together")
def refusals(bench):
    fill(bench)
    bench.fails(USAGE, "list", "customers", "--grade", "z", says="none, a, b, c")
    bench.fails(USAGE, "list", "customers", "--funnel", "sold", says="potential, lead, opportunity")
    bench.fails(USAGE, "list", "deals", "--tag", "key", says="--tag")
    bench.fails(USAGE, "list", "staff", "--pool", says="--pool")
    bench.fails(USAGE, "list", "deals", "--owner", "Li Na", "--owner", "Bo Chen", says="one owner at a time")


@test("/cli/filters/kept-listed-changed-and-used")
def filters(bench):
    fill(bench)
    made = bench.json("filters", "save", "East steel", "--region", "East", "--region", "", "--order", "name", "--reverse",
                      "--columns", "name,region")
    equal(made["filter"]["definition"], {"choices": {"region": ["", "East"]}, "order": "name", "reversed": True,
                                         "columns": ["name", "region"]})
    equal(made["filter"]["count"], 3)

    def names(*options):
        return [row["name"] for row in bench.json("list", "customers", *options)["rows"]]
    equal(names("--filter", "east STEEL"), ["Dogwood", "Cedar", "Ash"])
    equal(names("--filter", "East steel", "--tag", "key"), ["Cedar", "Ash"])
    equal(names("--filter", "East steel", "--region", "West"), ["Birch"])
    bench.json("filters", "save", "East steel", "--region", "West")
    equal(names("--filter", "East steel"), ["Birch"])
    bench.ok("filters", "rename", "East steel", "West")
    bench.fails(REFUSED, "list", "customers", "--filter", "East steel", says="East steel")
    bench.ok("filters", "delete", "West")
    equal(bench.json("filters", "list"), {"filters": []})
    bench.ok("undo")
    equal([(row["name"], row["count"]) for row in bench.json("filters", "list")["filters"]], [("West", 1)])
    equal(bench.sql("SELECT verb FROM journal WHERE entity = 'saved_filter' ORDER BY id"),
          [("create",), ("edit",), ("edit",), ("delete",), ("undo",)])
    bench.fails(REFUSED, "list", "deals", "--filter", "West", says="There is no filter “West”")
    bench.fails(USAGE, "list", "staff", "--filter", "West", says="--filter")
    bench.fails(REFUSED, "filters", "save", "X", "--columns", "name,nothing", says="open_amount")


@test("/cli/filters/of-every-list-that-has-filters")
def of_other_lists(bench):
    fill(bench)
    ash = bench.json("list", "customers", "--search", "Ash")["rows"][0]["id"]
    bench.add("contact", f"customer={ash}", "name=Gao")
    bench.add("contact", "customer=Birch", "name=Yu")
    bench.add("deal", f"customer={ash}", "title=Refit")
    bench.add("deal", "customer=Birch", "title=Pump")
    bench.add("activity", f"customer={ash}", "kind=visit", "subject=First visit", "happened_at=2026-03-01")

    def titles(kind, *options):
        return sorted(row.get("title") or row.get("name") or row["subject"] for row in bench.json("list", kind, *options)["rows"])
    made = bench.json("filters", "save", "Of Ash", "--list", "deals", "--customer", "Ash", "--status", "open", "--order", "amount")
    equal(made["filter"]["definition"], {"customer_id": ash, "status": "open", "order": "amount"})
    equal((made["filter"]["list"], made["filter"]["count"]), ("deals", 1))
    equal(titles("deals", "--filter", "of ash"), ["Refit"])
    equal(titles("deals", "--filter", "of ash", "--customer", "Birch"), ["Pump"])
    equal(bench.json("filters", "save", "Of Ash", "--list", "contacts", "--customer", "Ash")["filter"]["count"], 1)
    equal(titles("contacts", "--filter", "Of Ash"), ["Gao"])
    equal(bench.json("filters", "save", "Visits", "--list", "activities", "--search", "first")["filter"]["count"], 1)
    equal(titles("activities", "--filter", "Visits"), ["First visit"])
    bench.fails(REFUSED, "list", "contacts", "--filter", "Visits", says="Visits")
    equal([(row["list"], row["name"]) for row in bench.json("filters", "list")["filters"]],
          [("deals", "Of Ash"), ("contacts", "Of Ash"), ("activities", "Visits")])
    equal([row["name"] for row in bench.json("filters", "list", "--list", "contacts")["filters"]], ["Of Ash"])
    bench.ok("filters", "rename", "Of Ash", "Ash only", "--list", "deals")
    bench.ok("filters", "delete", "Of Ash", "--list", "contacts")
    bench.fails(REFUSED, "filters", "delete", "Ash only", says="Ash only")
    bench.fails(USAGE, "filters", "save", "X", "--list", "staff", says="customers, contacts, deals, activities")
    bench.fails(USAGE, "filters", "save", "X", "--list", "deals", "--tag", "key", says="--tag")


@test("/cli/filters/subsidiaries-are-kept")
def subsidiaries(bench):
    fill(bench)
    bench.ok("set", "customer", "Birch", "parent=Ash")
    equal(bench.json("filters", "save", "Group", "--customer", "Ash")["filter"]["count"], 1)
    equal([row["name"] for row in bench.json("list", "customers", "--filter", "Group")["rows"]], ["Birch"])


@test("/cli/filters/private-ones-are-nobody-elses")
def private(bench):
    fill(bench)
    roles = dict(bench.sql("SELECT system_role, id FROM role"))
    for name, role in (("Ada", "manager"), ("Max", "administrator"), ("Sue", "seller")):
        bench.add("staff", f"name={name}", f"role={roles[role]}")
    bench.ok("--as", "Sue", "filters", "save", "Secret plan", "--search", "ash")
    bench.fails(REFUSED, "--as", "Sue", "filters", "save", "Secret plan", "--share")
    bench.ok("--as", "Ada", "filters", "save", "For all", "--tag", "key", "--share")

    def known(who):
        return [row["name"] for row in bench.json("--as", who, "filters", "list")["filters"]]
    equal(known("Sue"), ["Secret plan", "For all"])
    equal(known("Max"), ["For all"])
    bench.fails(REFUSED, "--as", "Max", "list", "customers", "--filter", "Secret plan")
    bench.fails(REFUSED, "--as", "Sue", "filters", "delete", "For all")
    bench.ok("--as", "Max", "filters", "rename", "For all", "For us")
    said = bench.ok("--as", "Max", "--json", "journal").out
    assert "Secret plan" not in said and "For us" in said, said
    assert "Secret plan" not in bench.ok("--as", "Max", "journal").out


@test("/cli/filters/keep-what-a-newer-version-says")
def newer(bench):
    fill(bench)
    bench.ok("filters", "save", "New", "--tag", "key")
    connection = sqlite3.connect(bench.db)
    with connection:
        connection.execute("UPDATE saved_filter SET definition = ?",
                           ('{"choices":{"tag":["key"],"own:size":["big"]},"order":"moon","map":{"zoom":3}}',))
    connection.close()
    answer = bench.run("list", "customers", "--filter", "New")
    equal(answer.code, 0)
    assert "own:size" in answer.err and "moon" not in answer.out and "map" in answer.err and "Ash" in answer.out, str(answer)
    bench.ok("filters", "save", "New", "--tag", "port")
    equal(json.loads(bench.sql("SELECT definition FROM saved_filter")[0][0]),
          {"choices": {"tag": ["port"], "own:size": ["big"]}, "order": "moon", "map": {"zoom": 3}})
    connection = sqlite3.connect(bench.db)
    with connection:
        connection.execute("UPDATE saved_filter SET definition = '[1]'")
    connection.close()
    bench.fails(REFUSED, "list", "customers", "--filter", "New", says="cannot be read")


@test("/cli/bulk/changes-many-in-one-entry-and-back")
def bulk(bench):
    fill(bench)
    columns = "SELECT name, grade, funnel, source, tags, region, industry, owner_id, notes FROM customer ORDER BY id"
    before, entries = bench.sql(columns), bench.sql("SELECT count(*) FROM journal")[0][0]
    seen = bench.json("bulk", "customers", "grade=b", "--tag", "port", "--tag", "key", "--dry-run")
    equal(seen, {"entry": None, "changed": 2, "same": 1, "refused": 0, "refusals": []})
    equal((bench.sql(columns), bench.sql("SELECT count(*) FROM journal")[0][0]), (before, entries))
    done = bench.json("bulk", "customers", "grade=b", "--tag", "port", "--tag", "key")
    equal((done["changed"], done["same"]), (2, 1))
    equal(bench.sql("SELECT name FROM customer WHERE grade = 'b' ORDER BY id"), [("Ash",), ("Birch",), ("Cedar",)])
    equal(bench.sql("SELECT count(*) FROM journal")[0][0], entries + 1)
    equal(bench.sql("SELECT count(*) FROM standing_move WHERE kind = 'grade' AND to_value = 2")[0][0] >= 2, True)
    bench.ok("check")
    bench.ok("undo")
    equal(bench.sql(columns), before)
    # none is to be an opportunity of which nobody is interested
    seen = bench.json("bulk", "customers", "funnel=opportunity", "--all", "--dry-run")
    equal((seen["changed"], seen["refused"], len(seen["refusals"])), (0, 4, 4))
    assert "interested" in seen["refusals"][0]["reason"], seen
    bench.fails(USAGE, "bulk", "customers", "grade=a", says="--all")
    bench.fails(REFUSED, "bulk", "customers", "name=Same", "--all", says="Name")
    bench.fails(REFUSED, "bulk", "customers", "grade=z", "--all", says="z")


@test("/cli/bulk/is-told-in-each-timeline")
def bulk_timelines(bench):
    fill(bench)

    def told(name):
        return [(row["verb"], row["detail"]) for row in bench.json("timeline", name)["entries"]
                if row["verb"] in ("bulk", "undo")]
    done = bench.json("bulk", "customers", "source=expo", "--tag", "port", "--tag", "key")
    changed = [name for name, in bench.sql("SELECT name FROM customer WHERE source = 'expo' ORDER BY id")]
    others = [name for name, in bench.sql("SELECT name FROM customer WHERE source IS NOT 'expo' ORDER BY id")]
    equal((len(changed), len(others) > 0), (done["changed"], True))
    for name in changed:
        equal(told(name), [("bulk", '{"source":"expo"}')])
    for name in others:
        equal(told(name), [])
    equal(bench.sql("SELECT count(*) FROM journal WHERE verb = 'bulk'"), [(1,)])
    bench.ok("undo", str(done["entry"]))
    for name in changed:
        equal([verb for verb, _ in told(name)], ["undo", "bulk"])
    equal(told(others[0]), [])
    # who was merged takes the history along, and an entry about both is told once
    bench.ok("customer", "merge", changed[0], changed[1])
    equal([verb for verb, _ in told(changed[0])], ["undo", "bulk"])
    # how customers are judged is told by a history of its own
    bench.ok("bulk", "customers", "grade=a", "--all")
    equal(told(changed[0]), [("undo", None), ("bulk", '{"source":"expo"}')])
    bench.ok("check")


@test("/cli/bulk/reaches-as-far-as-the-right")
def bulk_rights(bench):
    fill(bench)
    roles = dict(bench.sql("SELECT system_role, id FROM role"))
    for name, role in (("Sue", "seller"), ("Dora", "dispatcher"), ("Pia", "presales")):
        bench.add("staff", f"name={name}", f"role={roles[role]}")
    bench.ok("set", "customer", "Ash", "owner=Sue")
    done = bench.json("--as", "Sue", "bulk", "customers", "source=web", "--all")
    # her own and what is in the pool, of which one has it already
    equal((done["changed"], done["same"], done["refused"]), (2, 1, 0))
    equal(bench.sql("SELECT name FROM customer WHERE source = 'web' ORDER BY id"), [("Ash",), ("Birch",), ("Cedar",), ("Dogwood",)])
    bench.fails(REFUSED, "--as", "Pia", "bulk", "customers", "source=web", "--all")
    bench.fails(REFUSED, "--as", "Sue", "bulk", "customers", "owner=Dora", "--all")
    done = bench.json("--as", "Dora", "bulk", "customers", "owner=Sue", "--pool")
    equal((done["changed"], done["refused"]), (2, 0))
    equal(bench.sql("SELECT c.name FROM customer c JOIN staff s ON s.id = c.owner_id WHERE s.name = 'Sue' ORDER BY c.id"),
          [("Ash",), ("Cedar",), ("Dogwood",)])
    bench.fails(REFUSED, "--as", "Sue", "undo", str(done["entry"]))
    bench.ok("--as", "Dora", "undo", str(done["entry"]))
    equal(bench.sql("SELECT count(*) FROM customer WHERE owner_id IS NULL"), [(2,)])
    # what went to somebody else meanwhile is not changed back from outside
    mine = bench.json("--as", "Sue", "bulk", "customers", "source=expo", "--owner", "Sue")
    equal(mine["changed"], 1)
    bench.ok("set", "customer", "Ash", "owner=Dora")
    bench.fails(REFUSED, "--as", "Sue", "undo", str(mine["entry"]))
    equal(bench.sql("SELECT source FROM customer WHERE name = 'Ash'"), [("expo",)])


@test("/cli/export/only-the-columns-that-are-shown")
def export_columns(bench):
    fill(bench)
    written = bench.ok("export", "customers", "--as-shown", "--columns", "region,name", "--order", "name", "--tag", "key").out
    equal(written.lstrip("\ufeff").split(), ['"Region","Name"', '"East","Ash"', '"East","Cedar"'])
    bench.fails(USAGE, "export", "customers", "--columns", "name", says="--as-shown")
    bench.fails(REFUSED, "export", "customers", "--as-shown", "--columns", "name,colour", says="colour")


main()
