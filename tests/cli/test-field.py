# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields that a house adds on the command line (DOS-1): defined, filled, brought in and out, and what is refused."""

from harness import REFUSED, USAGE, equal, main, test


def begin(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.ok("field", "add", "customer", "Contract type", "--kind", "choice", "--chinese", "合同类型",
             "--choice", "Frame contract/框架合同", "--choice", "Single order", "--searched")
    bench.ok("field", "add", "customer", "Machines", "--kind", "number")


def keys(bench):
    return [field["key"] for field in bench.json("field", "list", "customers")["fields"]]


@test("/cli/field/defined-and-listed")
def defined(bench):
    begin(bench)
    equal(keys(bench), ["contract_type", "machines"])
    bench.ok("field", "edit", "customer", "machines", "--before", "contract_type")
    equal(keys(bench), ["machines", "contract_type"])
    bench.ok("field", "edit", "customer", "machines", "--last")
    bench.ok("field", "edit", "customer", "machines", "--name", "Number of machines")
    equal(bench.json("field", "list")["fields"][1]["name"], "Number of machines")
    bench.fails(REFUSED, "field", "add", "customer", "Grade", says="cannot be the name")
    bench.fails(REFUSED, "field", "add", "customer", "Colour", "--key", "machines", says="cannot be the name")
    bench.fails(USAGE, "field", "add", "staff", "Colour")
    bench.fails(USAGE, "field", "add", "customer", "Colour", "--kind", "picture")


@test("/cli/field/values")
def values(bench):
    begin(bench)
    bench.ok("set", "customer", "Acme", "own.machines=1,200.5", "合同类型=框架合同")
    record = bench.json("show", "customer", "Acme")
    equal(record["extra"], {"contract_type": "frame_contract", "machines": 1200.5})
    shown = bench.ok("show", "customer", "Acme").out
    equal("Frame contract" in shown and "1200.5" in shown, True)
    bench.fails(REFUSED, "set", "customer", "Acme", "own.machines=many", says="is not a number")
    bench.fails(REFUSED, "set", "customer", "Acme", "own.contract_type=Lease", says="not a known value")
    bench.fails(USAGE, "set", "customer", "Acme", "own.colour=red", says="own.machines")
    equal([row["name"] for row in bench.json("list", "customers", "--search", "框架")["rows"]], ["Acme"])
    bench.add("customer", "name=Birch")
    equal([row["name"] for row in bench.json("list", "customers", "--where", "own.contract_type=框架合同")["rows"]], ["Acme"])
    equal([row["name"] for row in bench.json("list", "customers", "--where", "Contract type=")["rows"]], ["Birch"])
    bench.fails(USAGE, "list", "customers", "--where", "own.machines=3", says="choices")
    bench.fails(USAGE, "list", "customers", "--where", "own.colour=red", says="no own field")
    bench.ok("set", "customer", "Acme", "own.machines=")
    bench.ok("undo")
    equal(bench.json("show", "customer", "Acme")["extra"]["machines"], 1200.5)


@test("/cli/field/nothing-lost")
def nothing_lost(bench):
    begin(bench)
    bench.ok("set", "customer", "Acme", "own.contract_type=frame_contract")
    bench.fails(REFUSED, "field", "choices", "customer", "contract_type", "--remove", "Frame contract", says="can be retired")
    bench.ok("field", "choices", "customer", "contract_type", "--retire", "框架合同", "--add", "Lease/租赁")
    bench.fails(REFUSED, "field", "edit", "customer", "contract_type", "--kind", "text", says="its kind cannot change")
    bench.fails(REFUSED, "field", "delete", "customer", "contract_type", says="retire it instead")
    bench.ok("field", "retire", "customer", "contract_type")
    equal("Frame contract" in bench.ok("show", "customer", "Acme").out, False)
    bench.ok("field", "restore", "customer", "contract_type")
    equal("Frame contract" in bench.ok("show", "customer", "Acme").out, True)
    bench.ok("field", "delete", "customer", "contract_type", "--with-values")
    equal(keys(bench), ["machines"])
    bench.ok("undo")
    equal(bench.json("show", "customer", "Acme")["extra"], {"contract_type": "frame_contract"})


@test("/cli/field/in-and-out")
def in_and_out(bench):
    begin(bench)
    bench.ok("set", "customer", "Acme", "own.machines=3")
    csv = bench.write("more.csv", "Name,合同类型,Machines\nAcme,框架合同,\nBirch,Single order,7.25\nCedar,Lease,1\n".encode())
    bench.run("import", "customers", csv, "--rejects", bench.path("rejects.csv"))
    equal(bench.json("show", "customer", "Acme")["extra"], {"contract_type": "frame_contract", "machines": 3})
    equal(bench.json("show", "customer", "Birch")["extra"], {"contract_type": "single_order", "machines": 7.25})
    equal(len(bench.json("list", "customers")["rows"]), 2)
    out = bench.ok("export", "customers").out
    equal(out.splitlines()[0].rstrip().endswith('"Contract type","Machines"'), True)
    equal('"Single order","7.25"' in out, True)
    bench.ok("undo")
    equal(bench.json("show", "customer", "Acme")["extra"], {"machines": 3})


def names(bench, *options):
    return [row["name"] for row in bench.json("list", *options)["rows"]]


@test("/cli/field/columns-and-order")
def columns_and_order(bench):
    begin(bench)
    bench.add("customer", "name=Birch", "own.machines=2", "own.contract_type=Single order")
    bench.add("customer", "name=Cedar", "own.contract_type=Frame contract")
    bench.ok("set", "customer", "Acme", "own.machines=12")
    equal(names(bench, "customers", "--order", "own.machines"), ["Birch", "Acme", "Cedar"])
    equal(names(bench, "customers", "--order", "own.machines", "--reverse"), ["Acme", "Birch", "Cedar"])
    equal(names(bench, "customers", "--order", "own.contract_type"), ["Cedar", "Birch", "Acme"])
    bench.fails(USAGE, "list", "customers", "--order", "own.colour", says="no own field")
    bench.fails(USAGE, "list", "staff", "--order", "own.machines", says="no own field")
    equal(bench.json("list", "customers", "--columns", "own.machines,name,own.contract_type", "--order", "name")["rows"],
          [{"id": 1, "own.machines": 12, "name": "Acme", "own.contract_type": None},
           {"id": 2, "own.machines": 2, "name": "Birch", "own.contract_type": "single_order"},
           {"id": 3, "own.machines": None, "name": "Cedar", "own.contract_type": "frame_contract"}])
    shown = bench.ok("list", "customers", "--columns", "name,own.contract_type", "--limit", "1", "--order", "own.contract_type").out
    equal([line.split() for line in shown.splitlines()[:1] + shown.splitlines()[-1:]], [["Name", "Contract", "type"], ["Cedar", "Frame", "contract"]])
    bench.fails(USAGE, "list", "customers", "--columns", "name,colour", says="own.contract_type")
    out = bench.ok("export", "customers", "--as-shown", "--columns", "own.machines,name", "--order", "own.machines").out
    equal([line.rstrip() for line in out.lstrip("\ufeff").splitlines()], ['"Machines","Name"', '"2","Birch"', '"12","Acme"', '"","Cedar"'])
    equal('"Completeness","Open deals","Open amount","Contract type","Machines"' in bench.ok("export", "customers", "--as-shown").out, True)
    bench.ok("filters", "save", "By machines", "--order", "own.machines", "--columns", "name,own.machines")
    equal(names(bench, "customers", "--filter", "By machines"), ["Birch", "Acme", "Cedar"])
    bench.ok("field", "delete", "customer", "machines", "--with-values")
    equal(sorted(names(bench, "customers", "--filter", "By machines")), ["Acme", "Birch", "Cedar"])


@test("/cli/field/of-contacts-and-deals")
def of_contacts_and_deals(bench):
    begin(bench)
    bench.ok("field", "add", "contact", "Speaks", "--kind", "choice", "--choice", "Chinese", "--choice", "English")
    bench.ok("field", "add", "deal", "Export", "--kind", "yes-no")
    bench.ok("set", "customer", "Acme", "own.contract_type=Single order")
    bench.add("contact", "name=Wu", "customer_id=Acme", "own.speaks=Chinese")
    bench.add("contact", "name=Li", "customer_id=Acme")
    bench.add("deal", "title=Line", "customer_id=Acme", "own.export=yes")
    bench.add("deal", "title=Pump", "customer_id=Acme", "own.export=no")
    equal(names(bench, "contacts", "--where", "own.speaks=Chinese"), ["Wu"])
    equal(names(bench, "contacts", "--where", "Speaks="), ["Li"])
    equal(names(bench, "contacts", "--where", "own.contract_type=Single order", "--order", "own.speaks"), ["Wu", "Li"])
    equal(names(bench, "contacts", "--where", "own.contract_type=Frame contract"), [])
    equal([row["title"] for row in bench.json("list", "deals", "--where", "own.export=yes")["rows"]], ["Line"])
    equal([row["title"] for row in bench.json("list", "deals", "--where", "own.export=no")["rows"]], ["Pump"])
    equal([row["title"] for row in bench.json("list", "deals", "--order", "own.export", "--reverse")["rows"]], ["Pump", "Line"])
    bench.fails(USAGE, "list", "deals", "--where", "own.speaks=Chinese", says="no own field")
    equal([column["count"] for column in bench.json("board", "--where", "own.export=yes")["columns"]][:1], [1])


@test("/cli/field/many-at-once")
def many_at_once(bench):
    begin(bench)
    bench.ok("field", "add", "customer", "Since", "--kind", "date")
    bench.ok("field", "add", "customer", "Volume", "--kind", "money")
    bench.ok("field", "add", "customer", "Key account", "--kind", "yes-no")
    bench.ok("field", "add", "customer", "Motto")
    bench.add("customer", "name=Birch", "own.machines=3", "own.motto=Iron")
    entries = len(bench.json("journal")["entries"])
    for change, stored in (("own.machines=7.5", 7.5), ("own.since=2026-03-17", "2026-03-17"), ("own.volume=1200", 120000),
                           ("own.key_account=yes", True), ("own.motto=Steel", "Steel"), ("合同类型=框架合同", "frame_contract")):
        bench.ok("bulk", "customers", change, "--all")
        extras = [bench.json("show", "customer", name)["extra"] for name in ("Acme", "Birch")]
        equal([list(extra.values()).count(stored) for extra in extras], [1, 1])
        entries += 1
        equal(len(bench.json("journal")["entries"]), entries)
        bench.ok("undo")
        entries += 1
        equal(bench.json("show", "customer", "Birch")["extra"], {"machines": 3, "motto": "Iron"})
        equal(bench.json("show", "customer", "Acme").get("extra"), None)
    bench.fails(REFUSED, "bulk", "customers", "own.machines=many", "--all", says="is not a number")
    bench.ok("bulk", "customers", "own.machines=1", "--all")
    bench.ok("set", "customer", "Birch", "own.motto=Steel")
    bench.ok("undo", str(bench.json("journal")["entries"][1]["id"]))
    equal(bench.json("show", "customer", "Birch")["extra"], {"machines": 3, "motto": "Steel"})


@test("/cli/field/merged-one-by-one")
def merged_one_by_one(bench):
    begin(bench)
    bench.ok("field", "add", "customer", "Motto")
    bench.ok("set", "customer", "Acme", "own.motto=Steel")
    bench.add("customer", "name=Acme Ltd", "own.motto=Iron", "own.machines=3", "own.contract_type=Single order", "region=East")
    fields = bench.json("customer", "merge", "1", "2", "--preview", "--take", "own.motto", "--keep", "Machines", "--keep", "region")["fields"]
    equal({field["field"]: field["choice"] for field in fields if field["field"] != "name"},
          {"region": "kept", "own.contract_type": "theirs", "own.machines": "kept", "own.motto": "theirs"})
    bench.fails(USAGE, "customer", "merge", "1", "2", "--take", "own.motto", "--keep", "own.motto", says="left as it is")
    bench.fails(USAGE, "customer", "merge", "1", "2", "--join", "own.motto", says="one value only")
    bench.ok("customer", "merge", "1", "2", "--take", "own.motto", "--keep", "Machines", "--keep", "region")
    merged = bench.json("show", "customer", "1")
    equal(merged["extra"], {"contract_type": "single_order", "motto": "Iron"})
    equal(merged["region"], None)
    bench.ok("undo")
    equal(bench.json("show", "customer", "1")["extra"], {"motto": "Steel"})
    equal(bench.json("show", "customer", "2")["extra"], {"contract_type": "single_order", "machines": 3, "motto": "Iron"})


@test("/cli/field/told-by-name")
def told_by_name(bench):
    begin(bench)
    bench.ok("set", "customer", "Acme", "own.machines=3", "own.contract_type=Single order")
    bench.ok("set", "customer", "Acme", "own.machines=5")
    told = bench.ok("timeline", "Acme").out
    equal("Machines (3 → 5)" in told, True)
    equal("Contract type (nothing → Single order), Machines (nothing → 3)" in told, True)
    equal("own.machines: 3 → 5" in bench.ok("journal").out, True)


if __name__ == "__main__":
    main()
