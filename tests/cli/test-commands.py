# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command that works on records, and what it leaves in the database."""

import sqlite3

from harness import CONFLICT, DONE, REFUSED, STORAGE, USAGE, equal, main, test


@test("/cli/init/makes-a-database-with-the-standard-process")
def init(bench):
    answer = bench.json("init", "--currency", "USD")
    equal(answer, {"file": bench.db, "currency": "USD", "format": bench.sql("PRAGMA user_version")[0][0]})
    equal(bench.sql("SELECT position FROM stage WHERE process_id = 1 ORDER BY position"), [(n,) for n in range(1, 9)])
    equal(bench.sql("SELECT value FROM setting WHERE key = 'currency'"), [("USD",)])


@test("/cli/init/refuses-what-exists-and-what-is-no-currency")
def init_refusals(bench):
    bench.fails(REFUSED, "init", "--currency", "dollars", says="dollars")
    bench.init()
    before = bench.content()
    bench.fails(STORAGE, "init", says="exists already")
    equal(bench.content(), before)


@test("/cli/database/is-named-by-the-option-before-or-after-the-command")
def database(bench):
    nowhere = {"PURSUIT_DB": None}
    bench.init()
    bench.ok("--db", bench.db, "board", env=nowhere)
    bench.ok("board", "--db", bench.db, env=nowhere)
    bench.ok("deal", "add", "--help", env=nowhere)
    bench.fails(USAGE, "board", env=nowhere, says="--db")


@test("/cli/board/has-exactly-the-promised-shape")
def board(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill", "--amount", "1,000.50", "--stage", "4")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Press", "--amount", "10", "--stage", "4")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Line", "--amount", "5")
    bench.ok("deal", "win", "Line")
    answer = bench.json("board")
    equal(list(answer), ["process", "by", "columns", "won", "lost", "forecast", "counts"])
    equal([list(column) for column in answer["columns"]],
          [["position", "name", "buyer_name", "count", "amount", "weighted", "ahead", "late", "incomplete", "parked", "stalled",
            "silent", "cards"]] * 8)
    cards = answer["columns"][3].pop("cards")
    incomplete, silent = answer["columns"][3].pop("incomplete"), answer["columns"][3].pop("silent")
    equal(answer["columns"][3], {"position": 4, "name": "Demonstration and technical exchange",
                                 "buyer_name": "Buying criteria set", "count": 2, "amount": 101050,
                                 "weighted": sum(amount * chance // 100 for amount, chance in bench.sql(
                                     "SELECT amount, probability FROM deal WHERE status = 'open'")),
                                 "ahead": 0, "late": 0, "parked": 0, "stalled": 0})
    equal([card["title"] for card in cards], ["Mill", "Press"])
    equal((incomplete, silent), (sum(card["missing"] > 0 for card in cards), sum(card["silent"] for card in cards)))
    equal((cards[0]["gap"], cards[0]["parked"], cards[0]["stalled"]), (0, False, False))
    equal(answer["won"], {"count": 1, "amount": 500})
    equal(answer["lost"], {"count": 0, "amount": 0})


def fill_tracks(bench):
    """Deals on which everything can be told apart: the state is that of the file, however it came there."""
    bench.init()
    bench.add("staff", "name=Li Na")
    bench.add("customer", "name=Acme", "region=East")
    bench.add("customer", "name=Mill Co")
    for title, customer, stage in [("Ahead", "Acme", "3"), ("Late", "Acme", "1"), ("Parked", "Mill Co", "3"), ("Plain", "Mill Co", "3"),
                                   ("Won", "Acme", "1")]:
        bench.ok("deal", "add", "--customer", customer, "--title", title, "--amount", "100", "--stage", stage)
    connection = sqlite3.connect(bench.db)
    with connection:
        connection.executescript(
            "UPDATE deal SET gap = 2, expected_close = date('now') WHERE title = 'Ahead'; UPDATE deal SET gap = -1, owner_id = 1 WHERE title = 'Late';"
            "UPDATE deal SET parked_until = '2999-01-01', parked_reason = 'No money', expected_close = date('now') WHERE title = 'Parked';"
            "UPDATE deal SET status = 'won', closed_on = date('now') WHERE title = 'Won';"
            "UPDATE process SET silence_days = 30;"
            "UPDATE customer SET last_contact_at = strftime('%s', 'now') * 1000000 WHERE name = 'Acme';"
            "UPDATE stage_move SET missing = 'Budget' WHERE deal_id = (SELECT id FROM deal WHERE title = 'Plain')")
    connection.close()


@test("/cli/list/narrows-by-both-tracks")
def list_tracks(bench):
    fill_tracks(bench)

    def titles(*options):
        return [row["title"] for row in bench.json("list", "deals", *options)["rows"]]
    equal(titles("--misaligned", "--order", "gap"), ["Ahead", "Late"])
    equal(titles("--misaligned", "--order", "gap", "--reverse"), ["Late", "Ahead"])
    equal((titles("--ahead"), titles("--late"), titles("--parked")), (["Ahead"], ["Late"], ["Parked"]))
    equal(titles("--ahead", "--late", "--order", "gap"), ["Ahead", "Late"])
    equal((titles("--silent"), titles("--not-handed-over"), titles("--overridden", "3")), (["Plain"], ["Won"], ["Plain"]))
    row = bench.json("list", "deals", "--parked")["rows"][0]
    equal((row["parked_until"], row["parked_reason"], row["gap"], row["buyer_position"]), ("2999-01-01", "No money", 0, None))
    bench.fails(USAGE, "list", "deals", "--overridden", "-1", says="--overridden")
    bench.fails(USAGE, "list", "customers", "--silent", says="--silent")
    bench.fails(REFUSED, "list", "deals", "--process", "nothing", says="nothing")


@test("/cli/board/groups-and-counts")
def board_groups(bench):
    fill_tracks(bench)
    answer = bench.json("board")
    equal((answer["by"], answer["process"]["name"]), ("stage", "Project selling"))
    equal([(column["ahead"], column["late"], column["parked"], column["silent"]) for column in answer["columns"]][:3],
          [(0, 1, 0, 0), (0, 0, 0, 0), (1, 0, 1, 1)])
    equal({card["title"]: (card["gap"], card["parked"], card["silent"]) for card in answer["columns"][2]["cards"]},
          {"Ahead": (2, False, False), "Parked": (0, True, False), "Plain": (0, False, True)})
    equal(answer["counts"], {"waiting": 0, "stalled": 0, "misaligned": 2, "silent": 1, "parked": 1, "not_handed_over": 1})
    quarter = answer["forecast"]["quarter"]
    equal((quarter["won"]["amount"], quarter["open"]["amount"], quarter["parked"]["amount"]), (10000, 10000, 10000))

    def lanes(*options):
        return [(column["name"], column["count"], column["others"]) for column in bench.json("board", *options)["columns"]]
    equal(lanes("--by", "region"), [("East", 2, False), (None, 2, False)])
    equal(lanes("--by", "seller"), [("Li Na", 1, False), (None, 3, False)])
    equal(lanes("--by", "product"), [(None, 4, False)])
    equal(lanes("--by", "region", "--late"), [("East", 1, False)])
    equal(len(bench.json("board", "--cards", "1")["columns"][2]["cards"]), 1)
    equal([column["count"] for column in bench.json("board", "--parked")["columns"]], [0, 0, 1, 0, 0, 0, 0, 0])
    bench.fails(USAGE, "board", "--by", "colour", says="stage, seller, region, product")
    bench.fails(USAGE, "board", "--cards", "-1", says="--cards")


@test("/cli/report/tells-what-became-of-the-deals")
def report(bench):
    bench.init()
    for title, *verbs in [("Mill",), ("Press", ("move", "{}", "3", "--reason", "quick"), ("win", "{}")), ("Line", ("lose", "{}", "--reason", "price"))]:
        if title == "Mill":
            bench.add("customer", "name=Acme")
        bench.ok("deal", "add", "--customer", "Acme", "--title", title, "--amount", "100")
        for verb in verbs:
            bench.ok("deal", *[word.format(title) for word in verb])
    pipeline = bench.json("report", "pipeline")
    equal(sorted(pipeline), ["open", "period", "process", "stages"])
    equal((pipeline["open"]["count"], pipeline["stages"][0]["open"]["count"]), (1, 1))
    conversion = bench.json("report", "conversion")
    equal(sorted(conversion["stages"][0]), ["advanced", "conversion", "lost", "name", "open", "position", "reached"])
    equal([stage["reached"] for stage in conversion["stages"]], [3, 1, 1, 1, 1, 1, 1, 1])
    equal((conversion["stages"][0]["lost"], conversion["won"], conversion["lost"], conversion["win_rate"]), (1, 1, 1, 0.5))
    equal(bench.json("report", "conversion", "--period", "quarter")["stages"][0]["reached"], 2)
    velocity = bench.json("report", "velocity")
    equal((velocity["open"], velocity["average_won"], velocity["cycle_days"]), (1, 10000, 0.0))
    equal(velocity["velocity_per_day"], 5000)
    equal([stage["stays"] for stage in velocity["stages"]], [2, 0, 1, 0, 0, 0, 0, 0])


@test("/cli/report/refuses-what-it-does-not-know")
def report_refuses(bench):
    bench.init()
    bench.fails(USAGE, "report", "conversion", "--period", "decade", says="12-months")
    bench.fails(USAGE, "report", "pipeline", "--period", "year")
    bench.fails(REFUSED, "report", "velocity", "--owner", "Nobody")


@test("/cli/board/narrows-by-search-and-owner")
def board_filters(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.add("staff", "name=Li Na")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill", "--amount", "7", "--owner", "Li Na")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Press", "--amount", "9")
    equal(bench.json("board", "--owner", "li na")["columns"][0]["amount"], 700)
    equal(bench.json("board", "--search", "press")["columns"][0]["amount"], 900)
    bench.fails(REFUSED, "board", "--owner", "nobody", says="nobody")


@test("/cli/deal/moves-wins-loses-and-reopens-with-history")
def deal(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    made = bench.json("deal", "add", "--customer", "Acme", "--title", "Mill", "--next-step", "call",
                      "--next-step-on", "2026-03-17", "--expected-close", "2026/6/1")["record"]
    equal((made["customer"], made["stage"], made["next_step_on"], made["expected_close"]),
          ("Acme", "Account planning and phone invitation", "2026-03-17", "2026-06-01"))
    bench.ok("deal", "move", "1", "5", "--reason", "they asked for it")
    bench.ok("deal", "lose", "Mill", "--reason", "price", "--to", "Rival")
    equal(bench.sql("SELECT status, lost_reason, lost_to FROM deal"), [("lost", "price", "Rival")])
    bench.ok("deal", "reopen", "1")
    bench.ok("deal", "win", "1")
    history = bench.json("show", "deal", "1")["history"]
    equal([(move["from"], move["to"], move["status"], move["reason"]) for move in reversed(history)],
          [(None, 1, "open", None), (1, 5, "open", "they asked for it"), (5, 5, "lost", "price"),
           (5, 5, "open", None), (5, 8, "won", None)])
    equal(bench.sql("SELECT count(*) FROM stage_move"), [(5,)])


@test("/cli/deal/moves-from-where-it-was-seen-only")
def deal_from(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill")
    bench.ok("deal", "move", "1", "3", "--from", "1", "--reason", "they were quick")
    bench.fails(CONFLICT, "deal", "move", "1", "5", "--from", "1", says="moved “Mill”")
    bench.fails(REFUSED, "deal", "move", "1", "5", "--from", "9", says="no stage 9")
    equal(bench.sql("SELECT position FROM stage JOIN deal ON stage.id = stage_id"), [(3,)])


@test("/cli/deal/refuses-what-the-rules-forbid")
def deal_refusals(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.fails(USAGE, "deal", "add", "--title", "Mill", says="--customer")
    bench.fails(REFUSED, "deal", "add", "--customer", "Nobody", "--title", "Mill", says="Nobody")
    bench.fails(REFUSED, "deal", "add", "--customer", "Acme", "--title", "Mill", "--amount", "much", says="much")
    bench.fails(REFUSED, "deal", "add", "--customer", "Acme", "--title", "Mill", "--stage", "9", says="9")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill")
    bench.fails(USAGE, "deal", "move", "1", says="DEAL... POSITION")
    bench.fails(USAGE, "deal", "move", "1", "next", says="next")
    bench.fails(REFUSED, "deal", "move", "1", "9", says="9")
    bench.fails(REFUSED, "deal", "move", "77", "2", says="77")
    bench.fails(USAGE, "deal", "lose", "1", says="--reason")
    bench.fails(REFUSED, "deal", "reopen", "1")
    bench.ok("deal", "win", "1")
    bench.fails(REFUSED, "deal", "move", "1", "2")
    equal(bench.sql("SELECT count(*) FROM stage_move"), [(2,)])


@test("/cli/list/filters-orders-and-limits")
def list_deals(bench):
    bench.init()
    for name in ("Acme", "海康威视"):
        bench.add("customer", f"name={name}", "grade=A" if name == "Acme" else "region=浙江")
    for title, amount in (("Mill", 30), ("Press", 10), ("Line", 20)):
        bench.ok("deal", "add", "--customer", "海康威视", "--title", title, "--amount", str(amount))
    bench.ok("deal", "move", "Press", "2")
    bench.ok("deal", "win", "Line")

    def titles(*options):
        return [row["title"] for row in bench.json("list", "deals", *options)["rows"]]
    equal(titles("--order", "amount"), ["Mill", "Line", "Press"])
    equal(titles("--order", "name"), ["Line", "Mill", "Press"])
    equal(titles("--order", "amount", "--limit", "2"), ["Mill", "Line"])
    equal(titles("--order", "amount", "--reverse"), ["Press", "Line", "Mill"])
    equal(titles("--order", "name", "--reverse", "--limit", "1"), ["Press"])
    equal(titles("--status", "open", "--reverse"), list(reversed(titles("--status", "open"))))
    equal(titles("--stage", "2"), ["Press"])
    equal(titles("--status", "won"), ["Line"])
    equal(titles("--search", "海康 mill"), ["Mill"])
    equal(titles("--customer", "Acme"), [])
    equal([row["name"] for row in bench.json("list", "customers", "--grade", "a")["rows"]], ["Acme"])
    equal([row["name"] for row in bench.json("list", "customers", "--region", "浙江")["rows"]], ["海康威视"])


@test("/cli/list/names-are-in-pinyin-order")
def list_names(bench):
    bench.init()
    for name in ("珠海格力", "重庆机械", "Zeta", "厦门航空", "长沙磨床", "第10分厂", "第2分厂", "北京机床"):
        bench.add("customer", f"name={name}", "grade=A" if name == "Zeta" else "region=浙江")
        bench.add("contact", f"name={name}", f"customer={name}")
    expected = ["北京机床", "长沙磨床", "重庆机械", "第2分厂", "第10分厂", "厦门航空", "珠海格力", "Zeta"]

    def names(kind, *options):
        return [row["name"] for row in bench.json("list", kind, *options)["rows"]]
    equal(names("customers", "--order", "name"), expected)
    equal(names("customers", "--order", "name", "--reverse"), expected[::-1])
    equal(names("contacts"), expected)
    equal([row[0] for row in bench.sql("SELECT name FROM customer ORDER BY sort_key")], expected)
    equal(names("customers", "--order", "grade")[0], "Zeta")
    equal(names("customers", "--order", "grade", "--reverse")[-1], "Zeta")
    equal(names("customers", "--order", "age")[0], "北京机床")


@test("/cli/list/has-stable-keys-for-every-kind")
def list_kinds(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill")
    bench.add("contact", "name=Wang", "customer=Acme", "buying_role=decider")
    bench.add("activity", "kind=visit", "customer=1", "subject=Seen the plant")
    bench.add("unit", "name=North")
    bench.add("staff", "name=Li Na", "unit=North", "role=Seller")
    bench.add("product", "name=GTX", "price=12.5")
    bench.add("document", "customer=Acme", "name=Offer", "location=/offer.pdf")
    expected = {
        "customers": "id name short_name grade funnel region industry owner_id owner last_contact_at completeness "
                     "open_count open_amount placeholder",
        "contacts": "id name title customer_id customer buying_role attitude phone email",
        "deals": "id title customer_id customer status stage_id position stage expected_days stage_entered_at amount "
                 "probability owner_id owner product next_step next_step_on expected_close closed_on lost_reason revision "
                 "stage_zh buyer_position gap missing probability_manual parked_until parked_reason last_contact_at accepted_on",
        "activities": "id kind subject body happened_at staff contact deal customer",
        "units": "id name parent_id parent lead",
        "staff": "id name title unit manager role phone email inactive",
        "products": "id name series price retired",
        "documents": "id name location customer deal deal_id version size media_type added_at staff",
    }
    for kind, keys in expected.items():
        answer = bench.json("list", kind)
        equal((answer["kind"], answer["count"], len(answer["rows"])), (kind, 1, 1))
        equal(list(answer["rows"][0]), keys.split())
    equal(bench.json("list", "products")["rows"][0]["price"], 1250)
    equal(bench.json("list", "activities")["rows"][0]["kind"], "visit")


@test("/cli/list/refuses-filters-that-mean-nothing")
def list_refusals(bench):
    bench.init()
    bench.fails(USAGE, "list", says="KIND")
    bench.fails(USAGE, "list", "frogs", says="customers, contacts")
    bench.fails(USAGE, "list", "staff", "--stage", "2", says="--stage")
    bench.fails(USAGE, "list", "deals", "--status", "lukewarm", says="open, won, lost")
    bench.fails(USAGE, "list", "deals", "--order", "colour", says="amount")
    bench.fails(USAGE, "list", "deals", "--order", "grade", says="closing")
    bench.fails(USAGE, "list", "staff", "--order", "amount", says="name")
    bench.fails(USAGE, "export", "deals", "--reverse", says="--as-shown")
    bench.fails(USAGE, "list", "deals", "--limit", "-1")
    bench.fails(USAGE, "list", "deals", "--limit", "many")
    bench.fails(REFUSED, "list", "deals", "--stage", "12", says="12")


@test("/cli/show/gives-a-dossier-with-people-deals-and-figures")
def show(bench):
    bench.init()
    bench.add("customer", "name=Acme", "annual revenue=1,234.50")
    bench.add("contact", "name=Wang", "customer=Acme")
    bench.add("activity", "kind=call", "customer=Acme", "subject=Hello")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill", "--amount", "100")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Press", "--amount", "50")
    bench.ok("deal", "win", "Press")
    answer = bench.json("show", "customer", "acme")
    equal((answer["type"], answer["id"], answer["name"], answer["annual_revenue"]), ("customer", 1, "Acme", 123450))
    equal((answer["open"]["count"], answer["open"]["amount"]), (1, 10000))
    equal(answer["won"], {"count": 1, "amount": 5000})
    equal([person["name"] for person in answer["contacts"]], ["Wang"])
    equal([row["title"] for row in answer["deals"]], ["Mill", "Press"])
    equal((answer["activities"], answer["subsidiaries"]), (1, 0))
    assert "phone" in answer["missing"] and "name" not in answer["missing"], answer["missing"]
    text = bench.ok("show", "customer", "1").out
    assert "Wang" in text and "¥1,234.50" in text, text
    bench.fails(REFUSED, "show", "customer", "2", says="2")
    bench.fails(USAGE, "show", "frog", "1", says="customer, contact")


@test("/cli/set/changes-fields-by-name-or-label")
def set_fields(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.add("staff", "name=Li Na")
    answer = bench.json("set", "customer", "Acme", "owner=Li Na", "Grade=B", "estimated_revenue=2万",
                        "notes=a = b\nand c")["record"]
    equal((answer["owner_id"], answer["owner"], answer["grade"], answer["notes"]), (1, "Li Na", "b", "a = b\nand c"))
    equal(bench.sql("SELECT owner_id, grade, estimated_revenue, notes, revision FROM customer"),
          [(1, "b", 2000000, "a = b\nand c", 2)])
    equal(bench.json("set", "customer", "1", "owner=")["record"]["owner_id"], None)
    equal(bench.json("set", "customer", "1", "grade=b")["entry"], None)
    equal(bench.sql("SELECT count(*) FROM journal WHERE verb = 'edit'"), [(2,)])


@test("/cli/set/refuses-wrong-fields-and-values")
def set_refusals(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill")
    bench.fails(USAGE, "set", "customer", "1", says="FIELD=VALUE")
    bench.fails(USAGE, "set", "customer", "1", "colour", says="colour")
    bench.fails(USAGE, "set", "customer", "1", "colour=red", says="short_name")
    bench.fails(REFUSED, "set", "customer", "1", "name=", says="Name")
    bench.fails(REFUSED, "set", "customer", "1", "employees=many", says="many")
    bench.fails(REFUSED, "set", "customer", "1", "owner=Nobody", says="Nobody")
    bench.fails(REFUSED, "set", "deal", "1", "expected_close=2026-02-30", says="2026-02-30")
    bench.fails(REFUSED, "set", "deal", "1", "stage=3", says="deal move")
    bench.fails(REFUSED, "set", "customer", "1", "completeness=100", says="completeness")
    equal(bench.sql("SELECT count(*) FROM journal WHERE verb = 'edit'"), [(0,)])


@test("/cli/names/that-fit-several-records-are-refused-with-their-numbers")
def ambiguous(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.add("customer", "name=ACME")
    bench.fails(REFUSED, "show", "customer", "acme", says="1 Acme, 2 ACME")


@test("/cli/delete/is-undone-by-restore-and-by-undo")
def delete(bench):
    bench.init()
    bench.add("product", "name=GTX")
    bench.ok("delete", "product", "GTX")
    equal(bench.json("list", "products")["count"], 0)
    bench.fails(REFUSED, "delete", "product", "1", says="GTX")
    assert bench.json("show", "product", "1")["deleted_at"].endswith("Z")
    bench.ok("restore", "product", "1")
    bench.fails(REFUSED, "restore", "product", "1", says="GTX")
    bench.fails(USAGE, "restore", "product", "GTX")
    bench.ok("delete", "product", "1")
    bench.ok("undo")
    equal(bench.json("list", "products")["count"], 1)


@test("/cli/delete/keeps-a-customer-with-open-deals")
def delete_refused(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill")
    bench.fails(REFUSED, "delete", "customer", "1", says="Acme")
    equal(bench.sql("SELECT deleted_at FROM customer"), [(0,)])


@test("/cli/undo/takes-back-one-change-after-another")
def undo(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    first = bench.json("set", "customer", "1", "notes=one")["entry"]
    bench.ok("set", "customer", "1", "region=North")
    equal(bench.json("undo")["undone"], first + 1)
    equal(bench.json("undo")["undone"], first)
    equal(bench.sql("SELECT notes, region FROM customer"), [(None, None)])
    bench.fails(REFUSED, "undo", str(first), says="undone already")
    bench.fails(REFUSED, "undo", "999", says="999")
    bench.fails(USAGE, "undo", "last")


@test("/cli/undo/is-a-conflict-when-the-same-was-changed-again")
def undo_conflict(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    first = bench.json("set", "customer", "1", "notes=one")["entry"]
    bench.ok("set", "customer", "1", "notes=two")
    answer = bench.run("--json", "undo", str(first))
    equal((answer.code, answer.error["code"]), (CONFLICT, "conflict"))
    equal(bench.sql("SELECT notes FROM customer"), [("two",)])


@test("/cli/journal/says-who-changed-what")
def journal(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.add("customer", "name=Bolt")
    bench.ok("set", "customer", "1", "notes=one")
    entries = bench.json("journal", "--limit", "2")["entries"]
    equal([(entry["id"], entry["verb"], entry["entity_id"]) for entry in entries],
          [(4, "edit", 1), (3, "create", 2)])
    equal((entries[0]["before"], entries[0]["after"]), ({"notes": None}, {"notes": "one"}))
    entries = bench.json("journal", "--entity", "customer", "--id", "1")["entries"]
    equal([entry["id"] for entry in entries], [4, 2])
    assert "notes" in bench.ok("journal").out
    bench.fails(USAGE, "journal", "--entity", "customer", says="--id")
    bench.fails(USAGE, "journal", "--limit", "-1")


@test("/cli/check/finds-totals-that-were-tampered-with")
def check(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill", "--amount", "5")
    equal(bench.json("check"), {"sound": True, "findings": []})
    with sqlite3.connect(bench.db) as connection:
        connection.execute("UPDATE deal_stage_total SET amount = amount + 1 WHERE count > 0")
    connection.close()
    answer = bench.run("--json", "check")
    equal(answer.code, STORAGE)
    equal((answer.json["sound"], len(answer.json["findings"]), answer.error["code"]), (False, 1, "storage"))


@test("/cli/backup/is-a-sound-copy-and-overwrites-nothing")
def backup(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.ok("backup", bench.path("copy.pursuit"))
    bench.fails(STORAGE, "backup", bench.path("copy.pursuit"), says="copy.pursuit")
    bench.fails(STORAGE, "backup", bench.path("nowhere/copy.pursuit"))
    equal(bench.json("--db", bench.path("copy.pursuit"), "list", "customers")["rows"][0]["name"], "Acme")
    equal(bench.json("--db", bench.path("copy.pursuit"), "check")["sound"], True)


@test("/cli/help/explains-every-command")
def help_texts(bench):
    overview = bench.ok("--help").out
    names = [line.strip().split("  ")[0] for line in overview.split("Commands:\n")[1].split("\n\n")[0].splitlines()]
    assert len(names) >= 17 and "deal move" in names, names
    for name in names:
        text = bench.ok(*name.split(), "--help").out
        assert f"pursuitctl [OPTION…] {name}" in text and "--json" in text, text
    assert bench.ok("--version").out.startswith("pursuitctl ")
    assert bench.ok("board", "--version").out.startswith("pursuitctl ")


@test("/cli/usage/suggests-what-was-meant")
def usage(bench):
    bench.fails(USAGE, says="--help")
    bench.fails(USAGE, "baord", says="board")
    bench.fails(USAGE, "move", says="deal move")
    bench.fails(USAGE, "deal", says="deal win")
    bench.fails(USAGE, "deal", "drop", says="deal move")
    bench.fails(USAGE, "frobnicate", says="backup")
    bench.fails(USAGE, "board", "extra", says="extra")
    answer = bench.run("board", "--colour")
    equal((answer.code, answer.out), (USAGE, ""))
    assert "--colour" in answer.err, answer
    answer = bench.run("board", "--colour", "--json")
    equal((answer.code, answer.error["code"]), (USAGE, "usage"))


if __name__ == "__main__":
    main()
