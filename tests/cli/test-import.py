# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that come in: what is said of them, what becomes of broken ones, and that a refused file changes nothing."""

import csv
import json
import os
import pty
import resource
import signal
import subprocess
import zipfile

from harness import DONE, LIMIT, PROGRAM, REFUSED, STORAGE, USAGE, equal, main, test

MIXED = 'name,employees,annual revenue\nAcme,12,"1,234.50"\nBolt,many,¥12万\nCopper,5\n,3,4\n'


def importing(bench, kind, content, *options, name="file.csv"):
    return bench.run("--json", "import", kind, bench.write(name, content), *options)


@test("/cli/import/says-what-the-columns-were-taken-for")
def columns(bench):
    bench.init()
    answer = importing(bench, "customers", "客户名称;年营收(万元);备注2\n海康威视;1,234.5;x\n")
    equal((answer.code, answer.err), (DONE, ""))
    found = answer.json
    equal((found["kind"], found["file"], found["encoding"], found["separator"], found["dry_run"]),
          ("customers", "file.csv", "UTF-8", ";", False))
    equal([(column["header"], column["field"], column["factor"]) for column in found["columns"]],
          [("客户名称", "name", 1), ("年营收(万元)", "annual_revenue", 10000), ("备注2", None, 1)])
    equal(found["counts"], {"new": 1, "changed": 0, "unchanged": 0, "doubtful": 0, "refused": 0})
    equal((found["rows"], found["rejects"], found["refused"]), (1, None, []))
    assert any("备注2" in note for note in found["notes"]), found["notes"]
    equal(bench.sql("SELECT name, annual_revenue FROM customer"), [("海康威视", 1234500000)])
    equal(bench.sql("SELECT verb FROM journal WHERE id = ?", found["entry"]), [("import",)])
    text = bench.ok("import", "customers", bench.path("file.csv")).out
    assert "annual_revenue" in text and "10000" in text, text


@test("/cli/import/reads-the-encodings-of-excel")
def encodings(bench):
    bench.init()
    for number, encoding in enumerate(("utf-8-sig", "utf-16", "gb18030")):
        content = f"客户名称,区域\n海康威视{number},浙江省杭州市滨江区\n".encode(encoding)
        equal(importing(bench, "customers", content).code, DONE)
    content = "客戶名稱,區域\n台積電,新竹\n".encode("big5")
    equal(importing(bench, "customers", content, "--encoding", "BIG5").json["encoding"], "BIG5")
    equal(bench.sql("SELECT name, region FROM customer ORDER BY id"),
          [(f"海康威视{number}", "浙江省杭州市滨江区") for number in range(3)] + [("台積電", "新竹")])


def workbook(path, *sheets):
    """A workbook of sheets, each a name and rows of cells; numbers are dates where they come as a tuple."""
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

    def cell(value):
        if isinstance(value, tuple):
            return f"<c s='1'><v>{value[0]}</v></c>"
        return f"<c><v>{value}</v></c>" if isinstance(value, (int, float)) else f"<c t='inlineStr'><is><t>{value}</t></is></c>"

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", f"<R><Relationship Id='a' Type='{types}officeDocument' Target='xl/workbook.xml'/></R>")
        archive.writestr("xl/styles.xml", "<s><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></s>")
        archive.writestr("xl/workbook.xml", "<workbook><sheets>" + "".join(
            f"<sheet name='{name}' id='s{n}'/>" for n, (name, _) in enumerate(sheets)) + "</sheets></workbook>")
        archive.writestr("xl/_rels/workbook.xml.rels", f"<R><Relationship Id='b' Type='{types}styles' Target='styles.xml'/>" + "".join(
            f"<Relationship Id='s{n}' Type='{types}worksheet' Target='{n}.xml'/>" for n in range(len(sheets))) + "</R>")
        for n, (_, rows) in enumerate(sheets):
            archive.writestr(f"xl/{n}.xml", "<worksheet><sheetData>" + "".join(
                "<row>" + "".join(map(cell, row)) + "</row>" for row in rows) + "</sheetData></worksheet>")
    return path


@test("/cli/import/reads-a-workbook-whatever-its-name")
def reads_workbook(bench):
    bench.init()
    source = workbook(bench.path("customers.csv"), ("Front", [["name"], ["Not this"]]),
                      ("客户", [["华东客户名单"], ["客户名称", "电话", "年营收(万元)"], ["海康威视", 13912345678, 1234.5]]))
    found = bench.json("import", "customers", source, "--sheet", "客户")
    equal((found["sheet"], found["encoding"], found["separator"], found["rows"]), ("客户", None, None, 1))
    equal(bench.sql("SELECT name, phone, annual_revenue FROM customer"), [("海康威视", "13912345678", 1234500000)])
    bench.json("import", "customers", source)
    equal(bench.sql("SELECT name FROM customer ORDER BY id"), [("海康威视",), ("Not this",)])
    workbook(bench.path("deals.xlsx"), ("A", [["title", "customer", "stage", "expected close"], ["Mill", "海康威视", 1, (46098,)]]))
    bench.json("import", "deals", bench.path("deals.xlsx"))
    equal(bench.sql("SELECT expected_close FROM deal"), [("2026-03-17",)])


@test("/cli/import/says-why-a-workbook-is-not-read")
def refuses_workbook(bench):
    bench.init()
    source = workbook(bench.path("a.xlsx"), ("One", [["name"], ["Acme"]]))
    bench.fails(STORAGE, "import", "customers", source, "--sheet", "Two", says="One")
    with open(source, "r+b") as file:
        file.truncate(os.path.getsize(source) - 30)
    bench.fails(STORAGE, "import", "customers", source, says="not copied completely")
    with open(source, "wb") as file:
        file.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000)
    bench.fails(REFUSED, "import", "customers", source, says="save the table as .xlsx")
    equal(bench.sql("SELECT count(*) FROM customer"), [(0,)])


@test("/cli/import/keeps-out-who-looks-like-somebody-until-told-what-to-do")
def doubtful_rows(bench):
    bench.init()
    bench.add("customer", "name=沧澜船舶", "phone=0531-8888 5512")
    source = bench.write("b.csv", "name,phone,region\n沧澜,053188885512,North\nBolt,,East\n")
    said = bench.ok("import", "customers", source).out
    assert "Kept out, doubtful   1" in said and "like “沧澜船舶”: same phone" in said and "--doubtful" in said, said
    equal(bench.sql("SELECT name, region FROM customer ORDER BY id"), [("沧澜船舶", None), ("Bolt", "East")])
    said = bench.ok("import", "customers", source, "--doubtful", "skip").out
    assert "--doubtful" not in said, said
    found = bench.json("import", "customers", source, "--doubtful", "merge")
    equal((found["kept_out"], found["counts"]["doubtful"]), (0, 1))
    equal(bench.sql("SELECT name, region FROM customer ORDER BY id"), [("沧澜船舶", "North"), ("Bolt", "East")])
    equal(bench.json("import", "customers", source, "--doubtful", "create")["counts"]["new"], 1)
    equal(bench.json("import", "customers", source)["counts"]["unchanged"], 2)
    bench.fails(USAGE, "import", "customers", source, "--doubtful", "maybe", says="merge, create or skip")
    bench.fails(USAGE, "import", "customers", source, "--doubtful", "face=merge", says="code, email, phone")


@test("/cli/import/files-that-are-something-else")
def something_else(bench):
    bench.init()
    for name in ("empty.vcf", "page.VCF"):
        bench.fails(REFUSED, "import", "contacts", bench.write(name, "" if "empty" in name else "<html></html>"), says="no business card")
    picture = bench.path("picture.xlsx")
    with open(picture, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + bytes(500))
    bench.fails(STORAGE, "import", "customers", picture, says="nor a workbook")
    # What a table is called does not matter.
    equal(importing(bench, "customers", "name\nAcme\n", name="table.xlsx").json["counts"]["new"], 1)


@test("/cli/import/doubtful-rows-are-decided-in-a-file")
def decided_rows(bench):
    bench.init()
    importing(bench, "customers", "name,phone\nAcme,0531-8888 5512\n")
    source = bench.write("more.csv", "name,phone\nA,0531-88885512\nB,0531 8888 5512\nC,\n")
    for name in ("doubts.csv", "doubts.xlsx"):
        found = bench.json("import", "customers", source, "--dry-run", "--doubts", bench.path(name))
        equal((found["kept_out"], found["doubts"]), (2, bench.path(name)))
    with open(bench.path("doubts.csv"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    equal([row[0] for row in rows[1:]], ["2", "3"])
    rows[1][1], rows[2][1] = "create", ""
    with open(bench.path("decided.csv"), "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    found = bench.json("import", "customers", source, "--decisions", bench.path("decided.csv"))
    equal((found["counts"]["new"], found["kept_out"], found["doubts"]), (2, 1, None))
    equal(bench.sql("SELECT name FROM customer ORDER BY id"), [("Acme",), ("A",), ("C",)])
    bench.fails(REFUSED, "import", "customers", source, "--decisions", source, says="is no list of doubtful rows")
    equal(bench.json("import", "customers", bench.write("b.csv", "name,phone\nD,0531-88885512\n"), "--doubtful",
                     "phone=create")["counts"]["new"], 1)


@test("/cli/import/templates-are-kept-proposed-and-applied")
def templates(bench):
    bench.init()
    source = bench.write("t.csv", "Firm,Turnover,Odd\nAcme,12,x\n")
    bench.fails(USAGE, "import", "customers", source, "--map", "Firm=name", "--share", says="--save-template")
    found = bench.json("import", "customers", source, "--map", "Firm=name", "--map", "Turnover=annual_revenue", "--unit", "Turnover=10000",
                       "--save-template", "Fair", "--share")
    equal(found["proposed_template"], None)
    again = bench.write("u.csv", "Odd,Firm,Turnover\ny,Bolt,3\n")
    equal(bench.json("import", "customers", again, "--map", "Firm=name", "--dry-run")["proposed_template"], "Fair")
    bench.ok("import", "customers", again, "--template", "fair")
    equal(bench.sql("SELECT name, annual_revenue FROM customer ORDER BY id"), [("Acme", 12000000), ("Bolt", 3000000)])
    kept, = bench.json("templates", "list")["templates"]
    equal((kept["kind"], kept["name"], kept["shared"], [column["field"] for column in kept["definition"]["columns"]]),
          ("customers", "Fair", True, ["name", "annual_revenue", None]))
    equal(bench.json("filters", "list")["filters"], [])
    bench.fails(REFUSED, "import", "contacts", again, "--template", "Fair", says="no template")
    bench.ok("import", "customers", source, "--template", "Fair", "--map", "Odd=region", "--save-template", "FAIR")
    kept, = bench.json("templates", "list")["templates"]
    equal([column["field"] for column in kept["definition"]["columns"]], ["name", "annual_revenue", "region"])
    bench.ok("templates", "delete", "customers", "Fair")
    equal(bench.json("templates", "list")["templates"], [])
    bench.fails(REFUSED, "templates", "delete", "customers", "Fair", says="no template")


@test("/cli/import/asks-who-is-meant-by-a-name")
def people(bench):
    bench.init()
    bench.add("staff", "name=林若溪", "role=Seller")
    source = bench.write("b.csv", "name,owner\nAcme,林若夕\n")
    said = bench.ok("import", "customers", source).out
    assert "“林若夕”; perhaps “林若溪” is meant" in said, said
    equal(bench.json("import", "customers", source, "--person", "林若夕=林若溪")["counts"]["changed"], 1)
    equal(bench.sql("SELECT s.name FROM customer c JOIN staff s ON s.id = c.owner_id"), [("林若溪",)])
    bench.fails(REFUSED, "import", "customers", source, "--person", "林若夕=Nobody", says="Nobody")


@test("/cli/import/refuses-the-whole-file-for-one-bad-row")
def refused(bench):
    bench.init()
    answer = importing(bench, "customers", MIXED)
    equal((answer.code, answer.error["code"]), (REFUSED, "invalid"))
    equal([(row["row"], row["column"]) for row in answer.json["refused"]],
          [(3, "employees"), (4, None), (5, "name")])
    lines = answer.err.splitlines()
    equal(len(lines), 4)
    for line, words in zip(lines, (("file.csv", "3", "employees", "many"), ("file.csv", "4", "2", "3"),
                                   ("file.csv", "5", "name"), ("3", "--rejects"))):
        assert line.startswith("pursuitctl: ") and all(word in line for word in words), line
    equal(bench.sql("SELECT count(*) FROM customer"), [(0,)])
    equal(bench.sql("SELECT count(*) FROM journal WHERE verb = 'import'"), [(0,)])


@test("/cli/import/writes-refused-rows-to-a-file-that-can-be-mended")
def rejects(bench):
    bench.init()
    answer = importing(bench, "customers", MIXED, "--rejects", bench.path("refused.csv"))
    equal((answer.code, answer.json["rejects"]), (DONE, bench.path("refused.csv")))
    equal(bench.sql("SELECT name FROM customer"), [("Acme",)])
    with open(bench.path("refused.csv"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    equal(rows[0][2:], ["name", "employees", "annual revenue"])
    equal([row[0] for row in rows[1:]], ["3", "4", "5"])
    assert "many" in rows[1][1], rows
    rows = [rows[0], rows[1][:3] + ["7", "8"], rows[2] + ["9"], rows[3][:2] + ["Dove", "1", "2"]]
    with open(bench.path("mended.csv"), "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    equal(bench.json("import", "customers", bench.path("mended.csv"))["counts"]["new"], 3)
    equal(bench.sql("SELECT name, employees FROM customer ORDER BY id"),
          [("Acme", 12), ("Bolt", 7), ("Copper", 5), ("Dove", 1)])


@test("/cli/import/writes-no-rejects-when-there-are-none")
def no_rejects(bench):
    bench.init()
    answer = importing(bench, "customers", "name\nAcme\n", "--rejects", bench.path("refused.csv"))
    equal((answer.code, answer.json["rejects"]), (DONE, None))
    equal(os.path.exists(bench.path("refused.csv")), False)


@test("/cli/import/keeps-all-refused-rows-however-many")
def many_rejects(bench):
    bench.init()
    content = "name,employees\n" + "".join(f"Customer {n},x\n" for n in range(2500)) + "Acme,1\n"
    answer = importing(bench, "customers", content, "--rejects", bench.path("refused.csv"))
    equal((answer.code, answer.json["counts"]["refused"], answer.json["counts"]["new"]), (DONE, 2500, 1))
    with open(bench.path("refused.csv"), encoding="utf-8-sig", newline="") as file:
        equal(len(list(csv.reader(file))), 2501)
    assert "1500" in answer.err.splitlines()[-1], answer.err.splitlines()[-1]


@test("/cli/import/does-not-write-rejects-over-what-it-reads")
def rejects_target(bench):
    bench.init()
    source = bench.write("file.csv", MIXED)
    for target in (source, bench.db):
        bench.fails(REFUSED, "import", "customers", source, "--rejects", target, says="cannot be written")
    bench.fails(STORAGE, "import", "customers", source, "--rejects", bench.path("nowhere/x.csv"), says="x.csv")
    bench.fails(STORAGE, "import", "customers", source, "--rejects", "/dev/full")
    equal(bench.sql("SELECT count(*) FROM customer"), [(0,)])


@test("/cli/import/a-dry-run-changes-nothing-and-ends-as-the-real-one")
def dry_run(bench):
    bench.init()
    before = bench.sql("SELECT count(*) FROM journal")
    answer = importing(bench, "customers", "name\nAcme\n", "--dry-run")
    equal((answer.code, answer.json["dry_run"], answer.json["entry"], answer.json["counts"]["new"]),
          (DONE, True, None, 1))
    equal(importing(bench, "customers", MIXED, "--dry-run").code, REFUSED)
    equal(bench.sql("SELECT count(*) FROM customer"), [(0,)])
    equal(bench.sql("SELECT count(*) FROM journal"), before)


@test("/cli/import/can-be-repeated-and-undone")
def repeated(bench):
    bench.init()
    importing(bench, "customers", "id,name,region\n7,Acme,East\n8,Bolt,West\n", "--map", "id=external_id")
    again = importing(bench, "customers", "id,name,region\n7,Acme,North\n8,Bolt,West\n", "--map", "id=external_id")
    equal(again.json["counts"], {"new": 0, "changed": 1, "unchanged": 1, "doubtful": 0, "refused": 0})
    equal(bench.sql("SELECT external_id, region FROM customer ORDER BY id"), [("7", "North"), ("8", "West")])
    bench.ok("undo")
    equal(bench.sql("SELECT region FROM customer ORDER BY id"), [("East",), ("West",)])
    third = importing(bench, "customers", "name\nCopper\nDove\n")
    equal(bench.json("undo")["undone"], third.json["entry"])
    equal([row["name"] for row in bench.json("list", "customers", "--order", "name")["rows"]], ["Acme", "Bolt"])


@test("/cli/import/takes-mappings-units-and-orders-of-dates")
def options(bench):
    bench.init()
    importing(bench, "customers", "name\nAcme\n")
    content = "who;what;when;how much;where\nAcme;Mill;03-04-26;5;Talks\nAcme;Press;04-03-26;6;Talks\n"
    answer = importing(bench, "deals", content, "--map", "who=customer_id", "--map", "what=title",
                       "--map", "when=expected_close", "--map", "how much=amount", "--map", "where=stage_id",
                       "--unit", "how much=10000", "--date-order", "dmy", "--stage", "Talks=4",
                       "--separator", ";")
    equal(answer.code, DONE)
    equal(bench.sql("SELECT title, expected_close, amount, position FROM deal JOIN stage ON stage.id = stage_id "
                    "ORDER BY deal.id"),
          [("Mill", "2026-04-03", 5000000, 4), ("Press", "2026-03-04", 6000000, 4)])
    answer = importing(bench, "customers", "name,region\nBolt,East\n", "--map", "region=")
    equal([column["field"] for column in answer.json["columns"]], ["name", None])
    equal(bench.sql("SELECT region FROM customer WHERE name = 'Bolt'"), [(None,)])


@test("/cli/import/refuses-options-that-mean-nothing")
def bad_options(bench):
    bench.init()
    source = bench.write("file.csv", "name\nAcme\n")
    bench.fails(USAGE, "import", "customers", says="FILE")
    bench.fails(USAGE, "import", "frogs", source, says="customers, contacts")
    for options, says in ((("--map", "name"), "name"), (("--separator", "ab"), "ab"), (("--date-order", "xyz"), "xyz"),
                          (("--stage", "Talks"), "Talks"), (("--stage", "Talks=0"), "0"), (("--unit", "name=x"), "x")):
        bench.fails(USAGE, "import", "customers", source, *options, says=says)
    for options, says in ((("--map", "colour=name"), "colour"), (("--map", "name=colour"), "colour"),
                          (("--unit", "colour=10"), "colour"), (("--encoding", "klingon"), "KLINGON")):
        bench.fails(REFUSED, "import", "customers", source, *options, says=says)
    equal(bench.sql("SELECT count(*) FROM customer"), [(0,)])


@test("/cli/import/broken-files-give-one-sentence-and-change-nothing")
def broken(bench):
    bench.init()
    for name, content, code, says in (
            ("empty.csv", b"", REFUSED, "empty.csv"),
            ("bytes.csv", b"name,region\n\x91\xff,\xfe\xfe\n", STORAGE, "bytes.csv"),
            ("columns.csv", b"colour,size\nred,5\n", REFUSED, "colour"),
            ("header.csv", b"name,,name\nAcme,1,2\n", REFUSED, "header.csv"),
            ("zeros.csv", b"name\nAc\x00me\n", REFUSED, "zeros.csv"),
            ("book.csv", b"PK\x03\x04" + bytes(100), STORAGE, "book.csv")):
        answer = bench.run("import", "customers", bench.write(name, content))
        assert answer.code in (REFUSED, STORAGE) and says in answer.err, (code, str(answer))
    bench.fails(STORAGE, "import", "customers", bench.path("missing.csv"), says="missing.csv")
    bench.fails(REFUSED, "import", "customers", bench.folder, says="folder")
    equal(bench.sql("SELECT count(*) FROM customer"), [(0,)])


@test("/cli/import/broken-cells-name-file-row-and-column")
def broken_cells(bench):
    bench.init()
    importing(bench, "customers", "name\nAcme\n")
    answer = importing(bench, "deals", "id,customer,title,amount,expected close,stage\n"
                       "1,Acme,A,ten,2026-01-01,1\n2,Acme,B,1,2026-02-30,1\n3,Acme,C,1,,\n3,Acme,D,1,,\n"
                       "5,Nobody,E,1,,1\n6,Acme,F,\"1,234.50\",,1\n7,Acme,G,¥12万,,1\n", "--map", "id=external_id",
                       name="deals.csv")
    equal(answer.code, REFUSED)
    for row, column, says in ((2, "amount", "ten"), (3, "expected close", "2026-02-30"), (5, "id", "3"),
                              (6, "customer", "Nobody")):
        line = [line for line in answer.err.splitlines() if f"Row {row} " in line]
        assert len(line) == 1 and "deals.csv" in line[0] and column in line[0] and says in line[0], answer.err
    equal(answer.json["counts"]["refused"], 4)
    equal(bench.sql("SELECT count(*) FROM deal"), [(0,)])


@test("/cli/import/needs-the-right")
def rights(bench):
    bench.init()
    bench.add("staff", "name=Li Na", "role=Seller")
    source = bench.write("file.csv", "name\nAcme\n")
    bench.fails(REFUSED, "--as", "Li Na", "import", "customers", source, says="import")
    equal(bench.sql("SELECT count(*) FROM customer"), [(0,)])


@test("/cli/import/says-unknown-stages")
def stages(bench):
    bench.init()
    importing(bench, "customers", "name\nAcme\n")
    answer = importing(bench, "deals", "customer,title,stage\nAcme,Mill,Hunch\n")
    equal(answer.code, REFUSED)
    assert "Hunch" in answer.err and "--stage" in answer.err, answer.err


@test("/cli/import/ctrl-c-leaves-the-data-as-it-was")
def interrupted(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    source = bench.write("big.csv", "name,region,notes\n" + "".join(
        f"Customer number {n},Region {n % 50},{'x' * 60}\n" for n in range(150000)))
    ours, theirs = pty.openpty()
    with subprocess.Popen([PROGRAM, "--json", "import", "customers", source], env=bench.environment(None), cwd=bench.folder,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=theirs) as running:
        os.close(theirs)
        said = ""
        while " rows" not in said:      # the first of them
            said += os.read(ours, 4096).decode()
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate(timeout=LIMIT)
    said += os.read(ours, 65536).decode()
    os.close(ours)
    equal((running.returncode, json.loads(out)["error"]["code"]), (REFUSED, "cancelled"))
    assert "pursuitctl: " in said, said
    equal(bench.sql("SELECT name FROM customer"), [("Acme",)])
    equal(bench.json("check")["sound"], True)


@test("/cli/import/tells-a-terminal-how-far-it-is-and-wipes-that")
def progress(bench):
    bench.init()
    source = bench.write("some.csv", "name\n" + "".join(f"Customer {n}\n" for n in range(500)))
    ours, theirs = pty.openpty()
    done = subprocess.run([PROGRAM, "import", "customers", source], env=bench.environment(None), cwd=bench.folder, timeout=LIMIT,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    said = os.read(ours, 65536).decode()
    os.close(ours)
    equal(done.returncode, DONE)
    assert " %, 64 rows" in said and said.endswith("\r\x1b[K"), repr(said)


@test("/cli/import/a-full-disk-leaves-the-data-as-it-was")
def full_disk(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    source = bench.write("big.csv", "name,notes\n" + "".join(f"Customer {n},{'x' * 500}\n" for n in range(3000)))

    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600000, 600000))
    answer = bench.run("import", "customers", source, preexec_fn=little_room)
    equal((answer.code, answer.out), (STORAGE, ""))
    assert answer.err.startswith("pursuitctl: ") and answer.err.count("\n") == 1, answer
    equal(bench.sql("SELECT name FROM customer"), [("Acme",)])
    equal(bench.json("check")["sound"], True)


if __name__ == "__main__":
    main()
