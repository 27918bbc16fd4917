# SPDX-License-Identifier: GPL-3.0-or-later
"""request new, answer and list: roles that are asked for on deals."""

from harness import REFUSED, USAGE, equal, main, test


def filled(bench):
    bench.init()
    bench.add("staff", "name=Li Na", "role=Seller")
    bench.add("staff", "name=Shen", "role=Executive")
    bench.add("customer", "name=Acme", "owner=Li Na")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Line", "--owner", "Li Na")
    bench.ok("set", "role", "Executive", "coordinator=Shen")
    return bench


def ask(bench, *more, who="Li Na"):
    return bench.json("request", "new", "Line", "Executive", "--by", "2099-03-20", "--for", "A visit", *more, "--as", who)


@test("/cli/request/is-asked-listed-and-accepted")
def accepts(bench):
    filled(bench)
    ask(bench, "--hours", "4", "--background", "New director")
    seen = bench.json("request", "list", "waiting", "--as", "Shen")
    equal((seen["waiting"], seen["mine"], seen["open"]), (1, 0, 1))
    one = seen["requests"][0]
    equal((one["state"], one["deal"], one["customer"], one["purpose"], one["hours"], one["overdue"], one["requester"], one["may_answer"]),
          ("asked", "Line", "Acme", "A visit", 4, False, "Li Na", True))
    entry = bench.json("request", "answer", "1", "accept", "--as", "Shen")["entry"]
    equal(bench.sql("SELECT s.name FROM assignment a JOIN staff s ON s.id = a.staff_id WHERE a.deleted_at = 0"), [("Shen",)])
    equal(bench.json("request", "list", "waiting", "--as", "Shen")["requests"], [])
    bench.ok("request", "answer", "1", "done", "--as", "Li Na")
    equal([r["state"] for r in bench.json("request", "list", "answered")["requests"]], ["done"])
    assert entry > 0
    equal(bench.ok("check").out, "Everything is in order.\n")


@test("/cli/request/undo-takes-the-person-off-the-deal")
def undoes(bench):
    filled(bench)
    ask(bench)
    entry = bench.json("request", "answer", "1", "accept", "--as", "Shen")["entry"]
    bench.ok("undo", str(entry))
    equal(bench.sql("SELECT count(*) FROM assignment WHERE deleted_at = 0"), [(0,)])
    equal([r["state"] for r in bench.json("request", "list")["requests"]], ["asked"])


@test("/cli/request/refusals")
def refuses(bench):
    filled(bench)
    bench.fails(USAGE, "request", "new", "Line", "Executive", "--for", "A visit", says="--by")
    bench.fails(USAGE, "request", "new", "Line", "Executive", "--by", "2099-03-20", says="--for")
    bench.fails(REFUSED, "request", "new", "Line", "Executive", "--by", "2020-01-01", "--for", "A visit", says="is over")
    bench.fails(REFUSED, "request", "new", "Line", "Administrator", "--by", "2099-03-20", "--for", "A visit", says="Nobody works on deals")
    ask(bench)
    bench.fails(USAGE, "request", "answer", "1", "perhaps", says="accept, decline, done or withdraw")
    bench.fails(USAGE, "request", "list", "all", says="waiting, mine, open or answered")
    bench.fails(REFUSED, "request", "answer", "1", "decline", "--as", "Shen", says="Say why")
    bench.ok("request", "answer", "1", "decline", "--reason", "On leave", "--as", "Shen")
    bench.fails(REFUSED, "request", "answer", "1", "accept", "--as", "Shen", says="answered already")


main()
