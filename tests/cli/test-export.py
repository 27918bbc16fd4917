# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that go out: what they hold, who may take them, and that nothing is lost when they cannot be written."""

import csv
import io
import os
import resource
import signal
import subprocess
import zipfile

from harness import DONE, PROGRAM, REFUSED, STORAGE, USAGE, equal, main, test


def filled(bench):
    bench.init()
    bench.add("staff", "name=Li Na", "role=Seller")
    bench.add("staff", "name=Zhao Min", "role=Pre-sales engineer")
    bench.add("customer", "name=海康威视", "region=浙江", "owner=Li Na", "notes==SUM(A1:A9)")
    bench.add("customer", "name=Acme", "annual_revenue=1,234.50")
    bench.add("contact", "name=Wang", "customer=Acme", "wechat=wang88")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill", "--amount", "100")
    bench.ok("deal", "add", "--customer", "海康威视", "--title", "Press", "--amount", "50", "--owner", "Li Na")
    bench.ok("deal", "win", "Mill")
    return bench


def rows(text):
    assert text.startswith("\ufeff"), text[:20]
    return list(csv.reader(io.StringIO(text[1:], newline="")))


@test("/cli/export/what-went-out-comes-in-unchanged")
def round_trip(bench):
    filled(bench)
    for kind, count in (("customers", 2), ("deals", 2), ("contacts", 1), ("staff", 2)):
        for name in ("out.csv", "out.xlsx"):
            answer = bench.json("export", kind, bench.path(name))
            equal((answer["kind"], answer["rows"]), (kind, count))
            counts = bench.json("import", kind, bench.path(name))["counts"]
            equal(counts, {"new": 0, "changed": 0, "unchanged": count, "doubtful": 0, "refused": 0})


@test("/cli/export/makes-a-workbook-by-name-or-when-told")
def workbook(bench):
    filled(bench)
    bench.ok("export", "customers", bench.path("a.XLSX"))
    bench.ok("export", "customers", bench.path("a"), "--format", "xlsx", "--as-shown")
    bench.ok("export", "customers", bench.path("b.xlsx"), "--format", "csv")
    for name in ("a.XLSX", "a"):
        with zipfile.ZipFile(bench.path(name)) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet and "海康威视" in sheet, sheet
    with zipfile.ZipFile(bench.path("a.XLSX")) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<t>=SUM(A1:A9)</t>" in sheet and "<v>1234.5</v>" in sheet, sheet
    with open(bench.path("b.xlsx"), encoding="utf-8") as file:
        equal(file.read(2), "\ufeff\"")
    bench.fails(USAGE, "export", "customers", bench.path("c"), "--format", "ods", says="csv, xlsx")


@test("/cli/export/goes-to-the-standard-output-without-a-file")
def standard_output(bench):
    filled(bench)
    found = rows(bench.ok("export", "customers").out)
    equal([dict(zip(found[0], row))["Name"] for row in found[1:]], ["海康威视", "Acme"])
    equal(bench.ok("export", "customers", "-").out, bench.ok("export", "customers").out)
    bench.ok("export", "customers", bench.path("out.csv"))
    with open(bench.path("out.csv"), encoding="utf-8", newline="") as file:
        equal(file.read(), bench.run("export", "customers").out)


@test("/cli/export/disarms-formulas")
def formulas(bench):
    filled(bench)
    found = rows(bench.ok("export", "customers").out)
    equal(dict(zip(found[0], found[1]))["Notes"], "'=SUM(A1:A9)")


@test("/cli/export/takes-what-the-filters-leave")
def filters(bench):
    filled(bench)
    found = rows(bench.ok("export", "deals", "--status", "won").out)
    equal([dict(zip(found[0], row))["Deal"] for row in found[1:]], ["Mill"])
    found = rows(bench.ok("export", "deals", "--as-shown", "--order", "amount").out)
    equal([row[0] for row in found], ["Deal", "Mill", "Press"])
    bench.fails(USAGE, "export", "deals", "--order", "amount", says="--as-shown")
    bench.fails(USAGE, "export", "staff", "--stage", "2", says="--stage")
    bench.fails(USAGE, "export", "frogs", says="customers")
    bench.fails(USAGE, "export", says="KIND")
    answer = bench.run("--json", "export", "deals")
    equal((answer.code, answer.error["code"]), (USAGE, "usage"))


@test("/cli/export/says-when-there-is-personal-data-and-leaves-it-out")
def personal(bench):
    filled(bench)
    equal(bench.json("export", "contacts", bench.path("out.csv"))["personal"], True)
    assert "wang88" in bench.ok("export", "contacts").out
    assert "--without-personal" in bench.ok("export", "contacts", bench.path("out.csv")).out
    equal(bench.json("export", "contacts", bench.path("out.csv"), "--without-personal")["personal"], False)
    assert "wang88" not in bench.ok("export", "contacts", "--without-personal").out


@test("/cli/export/keeps-to-the-rights")
def rights(bench):
    filled(bench)
    found = rows(bench.ok("--as", "Li Na", "export", "deals").out)
    equal([dict(zip(found[0], row))["Deal"] for row in found[1:]], ["Press"])
    bench.fails(REFUSED, "--as", "Zhao Min", "export", "deals", bench.path("out.csv"), says="Pre-sales engineer")
    equal(os.path.exists(bench.path("out.csv")), False)


@test("/cli/export/replaces-a-file-only-with-a-complete-one")
def full_disk(bench):
    filled(bench)
    bench.write("out.csv", "old")
    for number in range(30):
        bench.add("customer", f"name=Customer {number}", "notes=" + "x" * 1000)

    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10000, 10000))
    before = bench.files()
    answer = bench.run("export", "customers", bench.path("out.csv"), preexec_fn=little_room)
    equal((answer.code, answer.out), (STORAGE, ""))
    assert "out.csv" in answer.err and answer.err.count("\n") == 1, answer
    with open(bench.path("out.csv"), encoding="utf-8") as file:
        equal(file.read(), "old")
    equal(bench.files(), before)
    equal(bench.run("export", "customers", bench.path("out.csv")).code, DONE)
    equal(bench.files(), before)


@test("/cli/export/refuses-targets-that-cannot-be")
def targets(bench):
    filled(bench)
    bench.fails(REFUSED, "export", "customers", bench.db, says="cannot be written")
    bench.fails(STORAGE, "export", "customers", "/dev/full", says="full")
    bench.fails(STORAGE, "export", "customers", bench.path("nowhere/out.csv"), says="out.csv")
    bench.fails(STORAGE, "export", "customers", bench.folder, says="folder")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([PROGRAM, "export", "customers"], env=bench.environment(None), stdout=full,
                              stderr=subprocess.PIPE, check=False)
    equal(done.returncode, STORAGE)
    assert b"No space left" in done.stderr, done.stderr


if __name__ == "__main__":
    main()
