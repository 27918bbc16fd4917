# SPDX-License-Identifier: GPL-3.0-or-later
"""contact: who a person is, where they work, what is held about them, and that it can be erased."""

import json

from harness import REFUSED, USAGE, equal, main, test


def filled(bench):
    """Two customers of Li Na's, and a person with a profile at the first; Zhou Min may see no profile."""
    bench.init()
    bench.add("staff", "name=Li Na", "role=Seller")
    bench.add("staff", "name=Zhou Min", "role=Pre-sales engineer")
    bench.add("customer", "name=Mill", "owner=Li Na")
    bench.add("customer", "name=Press", "owner=Li Na")
    bench.add("contact", "customer=Mill", "name=Gao Huimin", "title=CTO", "phone=139 0000 2718", "ambition=A model plant",
              "birthday=1978-05-06")
    return bench


@test("/cli/contact/show/profile-to-those-who-may")
def shows(bench):
    filled(bench)
    out = bench.ok("contact", "show", "Gao Huimin").out
    for words in ("A model plant", "139 0000 2718", "Posts", "Mill", "CTO"):
        assert words in out, (words, out)
    out = bench.ok("--as", "Zhou Min", "contact", "show", "1").out
    assert "A model plant" not in out and "1978" not in out, out
    assert "The personal profile is not shown: that takes a right of its own." in out, out
    shown = bench.json("--as", "Zhou Min", "contact", "show", "1")
    assert "ambition" not in shown and "birthday" not in shown, shown
    equal(shown["phone"], "139 0000 2718")


@test("/cli/contact/show/seen-once-a-day")
def seen(bench):
    filled(bench)
    for command in (("contact", "show", "1"), ("show", "contact", "1"), ("show", "customer", "1")):
        bench.ok("--as", "Li Na", *command)
    views = [entry for entry in bench.json("journal")["entries"] if entry["verb"] == "view"]
    equal([(view["actor"], view["entity"], view["entity_id"], view["after"]) for view in views], [("Li Na", "contact", 1, None)])
    bench.ok("set", "contact", "1", "title=COO")
    bench.ok("contact", "show", "1")
    assert "is undone" in bench.ok("undo").out
    equal(bench.json("show", "contact", "1")["title"], "CTO")


@test("/cli/contact/edit/changes-fields")
def edits(bench):
    filled(bench)
    changed = bench.json("contact", "edit", "1", "title=COO", "interest=Furnace 2")
    equal((changed["record"]["title"], changed["record"]["interest"]), ("COO", "Furnace 2"))
    bench.fails(REFUSED, "contact", "edit", "7", "title=COO")


@test("/cli/contact/posts/kept-over-the-years")
def posts(bench):
    filled(bench)
    moved = bench.json("contact", "move", "Gao Huimin", "--to", "Press", "--title", "CEO", "--on", "2026-03-01")
    equal((moved["record"]["customer"], moved["record"]["title"]), ("Press", "CEO"))
    equal([(one["customer"], one["title"], one["from"], one["until"]) for one in bench.json("contact", "show", "1")["posts"]],
          [("Press", "CEO", "2026-03-01", None), ("Mill", "CTO", None, "2026-03-01")])
    bench.ok("contact", "leave", "1", "--on", "2026-04-01")
    equal(bench.json("contact", "show", "1")["left_on"], "2026-04-01")
    bench.ok("contact", "return", "1", "--title", "Adviser")
    equal(len(bench.json("contact", "show", "1")["posts"]), 3)
    bench.fails(REFUSED, "contact", "return", "1")
    bench.fails(USAGE, "contact", "move", "1")
    bench.fails(REFUSED, "contact", "move", "1", "--to", "Press")
    bench.fails(REFUSED, "contact", "leave", "1", "--on", "2026-02-30")
    bench.ok("undo")
    equal(bench.json("contact", "show", "1")["left_on"], "2026-04-01")


@test("/cli/contact/reports-to/no-circle")
def circle(bench):
    filled(bench)
    bench.add("contact", "customer=Mill", "name=Fang", "reports_to=Gao Huimin")
    gone = bench.fails(REFUSED, "contact", "edit", "Gao Huimin", "reports_to=Fang")
    assert "reports to “Gao Huimin” already" in gone.err, gone.err


@test("/cli/contact/export/all-that-is-held")
def exports(bench):
    filled(bench)
    bench.add("activity", "customer=Mill", "contact=Gao Huimin", "kind=visit", "subject=Factory tour")
    held = json.loads(bench.ok("contact", "export", "1").out)
    equal(held["person"]["ambition"], "A model plant")
    equal([one["subject"] for one in held["activities"]], ["Factory tour"])
    equal(held["journal"][0]["verb"], "create")
    equal(len(held["profile_seen_by"]), 1)
    equal([entry["verb"] for entry in bench.json("journal")["entries"][:2]], ["export", "view"])
    card = bench.ok("contact", "export", "1", "--format", "vcard").out
    for line in ("BEGIN:VCARD", "VERSION:4.0", "FN:Gao Huimin", "ORG:Mill", "BDAY:19780506"):
        assert line in card, (line, card)
    bench.ok("contact", "export", "1", "gao.vcf", "--format", "vcard")
    bench.fails(USAGE, "contact", "export", "1", "--format", "pdf")
    bench.fails(REFUSED, "--as", "Zhou Min", "contact", "export", "1")


CARDS = ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Fang Jingzhi\r\nORG:Mill;Board\r\nTITLE:General Manager\r\nTEL;TYPE=CELL:13900000001\r\n"
         "EMAIL:fang@mill.example\r\nX-WECHAT:fangjz\r\nEND:VCARD\r\n"
         "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:高惠敏\r\nORG:鹤鸣钢铁集团有限公司\r\nBDAY:19780506\r\nEND:VCARD\r\n"
         "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Tian Ye\r\nORG:鹤鸣钢铁集团\r\nEND:VCARD\r\n")


@test("/cli/contact/cards/come-in-like-a-table")
def cards(bench):
    filled(bench)
    bench.write("people.vcf", CARDS.encode())
    before = bench.sql("SELECT count(*) FROM contact")
    bench.ok("import", "contacts", "people.vcf", "--dry-run")
    equal(bench.sql("SELECT count(*) FROM contact"), before)
    bench.ok("import", "contacts", "people.vcf")
    fang = bench.json("show", "contact", "Fang Jingzhi")
    equal((fang["customer"], fang["title"], fang["phone"], fang["email"], fang["wechat"], fang["notes"]),
          ("Mill", "General Manager", "13900000001", "fang@mill.example", "fangjz", "Department: Board"))
    equal(bench.json("show", "contact", "高惠敏")["birthday"], "1978-05-06")
    # The company that nobody knew is there once, however it is spelt.
    equal(bench.sql("SELECT count(*) FROM customer WHERE name LIKE '鹤鸣%'")[0][0], 1)
    bench.ok("import", "contacts", "people.vcf")
    equal(bench.sql("SELECT count(*) FROM contact")[0][0], before[0][0] + 3)
    bench.ok("undo")
    equal(bench.sql("SELECT count(*) FROM contact WHERE deleted_at = 0"), before)


@test("/cli/contact/cards/broken-one-is-named")
def broken(bench):
    filled(bench)
    bench.write("people.vcf", (CARDS + "BEGIN:VCARD\r\nFN:X\r\nTEL 1\r\nEND:VCARD\r\n").encode())
    answer = bench.run("import", "contacts", "people.vcf")
    equal(answer.code, REFUSED)
    assert "Line 23 of “people.vcf” is broken" in answer.err, answer.err
    equal(bench.sql("SELECT count(*) FROM contact")[0][0], 1)


@test("/cli/contact/cards/there-and-back")
def round_trip(bench):
    filled(bench)
    bench.ok("contact", "export", "1", "gao.vcf", "--format", "vcard")
    report = bench.json("import", "contacts", "gao.vcf")
    equal(report["counts"]["unchanged"] if "counts" in report else report["unchanged"], 1)


@test("/cli/contact/erase/leaves-no-trace")
def erases(bench):
    filled(bench)
    bench.fails(USAGE, "contact", "erase", "1")
    bench.fails(REFUSED, "--as", "Li Na", "contact", "erase", "1", "--yes")
    with open(bench.db, "rb") as file:
        assert b"A model plant" in file.read()
    erased = bench.json("contact", "erase", "1", "--yes")
    assert erased["entries_erased"] >= 1 and erased["file_written_anew"], erased
    with open(bench.db, "rb") as file:
        held = file.read()
    for words in ("A model plant", "Gao Huimin", "gao huimin", "139 0000 2718"):
        assert words.encode() not in held, words
    equal(bench.json("show", "contact", "1")["name"], "Erased person 1")
    bench.fails(REFUSED, "contact", "erase", "1", "--yes")
    bench.fails(REFUSED, "undo", str(erased["entry"]))
    assert "“Mill”" in bench.ok("set", "customer", "1", "phone=1").out
    bench.ok("journal", "verify")


main()
