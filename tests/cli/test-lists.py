# SPDX-License-Identifier: GPL-3.0-or-later
"""Narrowing the list of customers by several values at once, against the file itself."""

from harness import USAGE, equal, main, test

ROWS = [("Ash", "a", "lead", "East", "Steel", "fair", "key, port", "Li Na"),
        ("Birch", "b", "lead", "West", "Paper", "web", "port", "Bo Chen"),
        ("Cedar", "", "potential", "East", "", "", "钢铁、key", ""),
        ("Dogwood", "c", "opportunity", "", "Steel", "web", "", "")]


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


main()
