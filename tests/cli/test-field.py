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


if __name__ == "__main__":
    main()
