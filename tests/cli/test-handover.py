# SPDX-License-Identifier: GPL-3.0-or-later
"""All that somebody is responsible for goes to others: preview, verb, undo, and what is refused."""

import shutil
import subprocess

from harness import REFUSED, USAGE, Skip, equal, main, test


def staffed(bench):
    bench.init()
    for name in ("Li Na", "Wang Wei", "Zhao Min"):
        bench.add("staff", f"name={name}", "role=Seller")
    bench.add("customer", "name=Mill", "owner=Li Na", "region=North")
    bench.add("customer", "name=Press", "owner=Li Na", "region=South")
    bench.ok("deal", "add", "--customer", "Mill", "--title", "Line", "--owner", "Li Na", "--amount", "5")
    bench.ok("deal", "add", "--customer", "Press", "--title", "Roof", "--owner", "Li Na", "--amount", "7")
    bench.ok("deal", "lose", "Roof", "--reason", "price")
    return bench


def owners(bench):
    return bench.sql("SELECT 'c', c.name, s.name FROM customer c JOIN staff s ON s.id = owner_id"
                     " UNION ALL SELECT 'd', d.title, s.name FROM deal d JOIN staff s ON s.id = owner_id ORDER BY 1, 2")


BEFORE = [("c", "Mill", "Li Na"), ("c", "Press", "Li Na"), ("d", "Line", "Li Na"), ("d", "Roof", "Li Na")]


@test("/cli/handover/preview-changes-nothing")
def preview(bench):
    staffed(bench)
    content = bench.content()
    answer = bench.json("handover", "Li Na", "--region", "North=Wang Wei", "--to", "Zhao Min", "--dry-run")
    equal(bench.content(), content)
    equal([(item["duty"], item["name"], item["to"]) for item in answer["items"]],
          [("customers", "Mill", "Wang Wei"), ("customers", "Press", "Zhao Min"), ("deals", "Line", "Wang Wei")])
    equal((answer["closed_deals_that_stay"], answer["refusals"], answer["entry"]), (1, [], None))
    out = bench.ok("handover", "Li Na", "--region", "North=Wang Wei", "--dry-run").out
    assert "Not possible: Nobody was chosen for “Press” (1 in all)." in out, out


@test("/cli/handover/done-and-taken-back")
def done(bench):
    staffed(bench)
    answer = bench.json("handover", "1", "--to", "Wang Wei", "--customer", "Press=Zhao Min", "--deactivate")
    equal((answer["from"], answer["deactivated"], answer["counts"]["customers"], answer["counts"]["deals"]), ("Li Na", True, 2, 1))
    equal(owners(bench), [("c", "Mill", "Wang Wei"), ("c", "Press", "Zhao Min"), ("d", "Line", "Wang Wei"), ("d", "Roof", "Li Na")])
    equal(bench.sql("SELECT inactive FROM staff WHERE name = 'Li Na'"), [(1,)])
    equal(bench.sql("SELECT verb, entity, entity_id FROM journal WHERE id = ?", answer["entry"]), [("succession", "staff", 1)])
    bench.fails(REFUSED, "--as", "Li Na", "board", says="has left")
    bench.ok("undo", str(answer["entry"]))
    equal(owners(bench), BEFORE)
    equal(bench.sql("SELECT inactive FROM staff WHERE name = 'Li Na'"), [(0,)])
    equal(bench.ok("check").out, "Everything is in order.\n")


@test("/cli/handover/sheet-for-those-who-take-over")
def sheet(bench):
    staffed(bench)
    bench.add("contact", "customer=Mill", "name=Gao Huimin", "buying_role=decider", "phone=021-1")
    bench.ok("set", "deal", "Line", "next_step=Send the offer")
    bench.ok("handover", "Li Na", "--region", "North=Wang Wei", "--to", "Zhao Min", "--sheet", "a.pdf")
    equal(owners(bench)[0], ("c", "Mill", "Wang Wei"))
    bench.fails(REFUSED, "handover", "Li Na", "--to", "Li Na", "--sheet", "b.pdf", says="themselves")
    assert "b.pdf" not in bench.files()
    if shutil.which("pdftotext") is None:
        raise Skip("poppler-utils is not installed")
    text = subprocess.run(["pdftotext", "-raw", bench.path("a.pdf"), "-"], capture_output=True, check=True).stdout.decode()
    for words in ("Hand-over: Li Na", "Mill North 1 ¥5 Wang Wei", "Press South 0", "Gao Huimin · 021-1", "Send the offer",
                  "Taken over by Wang Wei", "1 closed deal stays with Li Na.", "1 / 3"):
        assert words in text, (words, text)


@test("/cli/handover/refused")
def refused(bench):
    staffed(bench)
    bench.fails(USAGE, "handover", "Li Na", says="--to")
    bench.fails(USAGE, "handover", "Li Na", "--region", "North", says="North")
    bench.fails(REFUSED, "handover", "Li Na", "--to", "Li Na", says="themselves")
    bench.fails(REFUSED, "handover", "Nobody", "--to", "Li Na")
    bench.fails(REFUSED, "handover", "Zhao Min", "--to", "Li Na", says="nothing to hand over")
    bench.fails(REFUSED, "--as", "Wang Wei", "handover", "Li Na", "--to", "Wang Wei", says="Seller")
    bench.ok("set", "staff", "Wang Wei", "inactive=yes")
    bench.fails(REFUSED, "handover", "Li Na", "--to", "Wang Wei", says="has left")
    equal(owners(bench), BEFORE)


if __name__ == "__main__":
    main()
