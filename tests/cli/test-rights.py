# SPDX-License-Identifier: GPL-3.0-or-later
"""--as: the rights of whoever acts hold, and the journal bears that name."""

from harness import REFUSED, STORAGE, USAGE, equal, main, test


def staffed(bench):
    """Two sellers with a customer and a deal each, a pre-sales engineer, and one who has left."""
    bench.init()
    bench.add("staff", "name=Li Na", "role=Seller")
    bench.add("staff", "name=Wang Wei", "role=Seller")
    bench.add("staff", "name=Zhao Min", "role=Pre-sales engineer")
    bench.add("staff", "name=Sun Jie", "role=Seller", "inactive=yes")
    bench.add("customer", "name=Acme", "owner=Li Na")
    bench.add("customer", "name=Bolt", "owner=Wang Wei")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill", "--owner", "Li Na", "--amount", "5")
    bench.ok("deal", "add", "--customer", "Bolt", "--title", "Press", "--owner", "Wang Wei", "--amount", "7")
    bench.add("product", "name=GTX", "price=100")
    return bench


@test("/cli/as/shows-only-what-that-person-may-see")
def sees(bench):
    staffed(bench)
    equal([row["title"] for row in bench.json("--as", "Li Na", "list", "deals")["rows"]], ["Mill"])
    equal(bench.json("--as", "2", "board")["columns"][0]["amount"], 700)
    equal(bench.json("board")["columns"][0]["amount"], 1200)
    bench.ok("show", "customer", "1", "--as", "Li Na")
    answer = bench.fails(REFUSED, "show", "customer", "2", "--as", "Li Na", says="Seller")
    equal(bench.run("show", "deal", "2", "--as", "Li Na", "--json").error["code"], "denied")
    assert "Press" not in answer.err, answer


@test("/cli/as/changes-only-what-that-person-may-change")
def changes(bench):
    staffed(bench)
    bench.ok("--as", "Li Na", "deal", "move", "1", "2")
    bench.fails(REFUSED, "--as", "Li Na", "deal", "move", "2", "2")
    bench.fails(REFUSED, "--as", "Zhao Min", "deal", "win", "1", says="Pre-sales engineer")
    bench.fails(REFUSED, "--as", "Li Na", "add", "staff", "name=Me")
    bench.fails(REFUSED, "--as", "Li Na", "set", "customer", "1", "owner=Wang Wei")
    bench.fails(REFUSED, "--as", "Li Na", "set", "customer", "2", "notes=mine")
    equal(bench.sql("SELECT id, max_position, status FROM deal ORDER BY id"), [(1, 2, "open"), (2, 1, "open")])
    equal(bench.sql("SELECT actor, verb FROM journal ORDER BY id DESC LIMIT 1"), [("Li Na", "move")])


@test("/cli/as/names-nothing-that-person-may-not-see")
def names(bench):
    """Whoever guesses a number does not read a name by having a record of their own say it."""
    staffed(bench)
    bench.add("contact", "customer=Bolt", "name=Secret Person")
    bench.add("contact", "customer=Acme", "name=Own Person")
    li = ("--as", "Li Na")
    for command in (["add", "activity", "customer=1", "contact=1", "kind=visit", "subject=x"],
                    ["add", "activity", "customer=1", "deal=2", "kind=visit", "subject=x"],
                    ["add", "deal", "customer=2", "title=Pump"],
                    ["set", "deal", "1", "customer=2"],
                    ["set", "contact", "2", "reports_to=1"],
                    ["set", "customer", "1", "parent=2"]):
        answer = bench.fails(REFUSED, *li, *command, says="may not see this")
        assert "Secret" not in answer.err and "Bolt" not in answer.err and "Press" not in answer.err, answer
    equal(bench.sql("SELECT count(*) FROM activity"), [(0,)])
    # what somebody else wrote stays when something else is changed
    bench.ok("set", "customer", "1", "parent=2")
    bench.ok(*li, "set", "customer", "1", "notes=Mine")
    equal(bench.sql("SELECT parent_id, notes FROM customer WHERE id = 1"), [(2, "Mine")])


@test("/cli/as/hides-prices-from-those-who-may-not-see-them")
def prices(bench):
    staffed(bench)
    equal(bench.json("show", "product", "GTX")["price"], 10000)
    assert "price" not in bench.json("--as", "Zhao Min", "show", "product", "GTX")
    assert "100" not in bench.ok("--as", "Zhao Min", "show", "product", "GTX").out
    assert "100" not in bench.ok("--as", "Zhao Min", "list", "products").out


@test("/cli/as/keeps-the-administrators-commands-to-administrators")
def administers(bench):
    staffed(bench)
    for command in (["check"], ["reindex"], ["backup", bench.path("copy")], ["journal"]):
        bench.fails(REFUSED, "--as", "Li Na", *command)
    bench.ok("--as", "Li Na", "journal", "--entity", "deal", "--id", "1")
    bench.fails(REFUSED, "--as", "Li Na", "journal", "--entity", "deal", "--id", "2")


@test("/cli/as/undoes-ones-own-last-change")
def undoes(bench):
    staffed(bench)
    mine = bench.json("--as", "Li Na", "set", "customer", "1", "notes=mine")["entry"]
    bench.ok("--as", "Wang Wei", "set", "customer", "2", "notes=his")
    equal(bench.json("--as", "Li Na", "undo")["undone"], mine)
    equal(bench.sql("SELECT notes FROM customer ORDER BY id"), [(None,), ("his",)])


@test("/cli/as/refuses-strangers-and-those-who-left")
def strangers(bench):
    staffed(bench)
    bench.fails(REFUSED, "--as", "Nobody", "board", says="Nobody")
    bench.fails(REFUSED, "--as", "99", "board", says="99")
    bench.fails(REFUSED, "--as", "Sun Jie", "board", says="Sun Jie")
    bench.fails(STORAGE, "--as", "Li Na", "--db", bench.path("no"), "board", says="no")



def scopes(bench, role, *more):
    found = bench.json(*more, "rights", "show", "--role", role)["roles"]
    return found[0]["rights"], found[0]["changed"]


@test("/cli/rights/set-and-reset")
def rights_set(bench):
    staffed(bench)
    bench.fails(REFUSED, "--as", "Li Na", "deal", "move", "2", "2")
    entry = bench.json("rights", "set", "Seller", "edit", "all")["entry"]
    equal(scopes(bench, "Seller")[0]["edit"], "all")
    equal(scopes(bench, "Seller")[1], ["edit"])
    assert "Seller*" in bench.ok("rights", "show").out
    bench.ok("--as", "Li Na", "deal", "move", "2", "2")
    bench.ok("undo", str(entry))
    bench.fails(REFUSED, "--as", "Li Na", "deal", "move", "2", "3", says="own")
    bench.ok("rights", "set", "Seller", "view", "none")
    bench.fails(REFUSED, "--as", "Li Na", "list", "deals", says="Administrator")
    bench.ok("rights", "reset", "Seller", "view")
    equal(scopes(bench, "Seller")[1], [])


@test("/cli/rights/refused")
def rights_refused(bench):
    staffed(bench)
    bench.fails(REFUSED, "--as", "Li Na", "rights", "set", "Seller", "edit", "all", says="administer")
    bench.fails(REFUSED, "rights", "set", "Seller", "price", "team", says="no scope")
    bench.fails(USAGE, "rights", "set", "Seller", "fly", "all")
    bench.fails(USAGE, "rights", "set", "Seller", "edit", "some")
    equal(list(bench.json("--as", "Li Na", "rights", "show")["roles"][0])[1], "role")
    equal([role["role"] for role in bench.json("--as", "Li Na", "rights", "show")["roles"]], ["Seller"])
    bench.fails(REFUSED, "--as", "Li Na", "rights", "show", "--role", "Finance", says="administer")


@test("/cli/rights/explain")
def rights_explain(bench):
    staffed(bench)
    equal(bench.json("--as", "Li Na", "rights", "explain", "move", "--deal", "1")["may"], True)
    answer = bench.json("--as", "Li Na", "rights", "explain", "move", "--deal", "2")
    equal((answer["may"], answer["right"], answer["scope"]), (False, "edit", "own"))
    assert "Sales manager" in answer["reason"], answer
    equal(bench.json("--as", "Li Na", "rights", "explain", "merge", "--customer", "2")["may"], False)
    equal(bench.json("rights", "explain", "erase")["may"], True)
    bench.fails(USAGE, "rights", "explain", "fly")



if __name__ == "__main__":
    main()
