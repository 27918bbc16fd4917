# SPDX-License-Identifier: GPL-3.0-or-later
"""deal strategy: the whole sheet, and the people, competitors and reviews that it is made of."""

from harness import REFUSED, equal, main, test


def filled(bench):
    """A deal with a person, a competitor and a review."""
    bench.init()
    bench.add("staff", "name=Li Na", "role=Seller")
    bench.add("staff", "name=Wang Wei", "role=Seller")
    bench.add("customer", "name=Acme", "owner=Li Na")
    bench.add("contact", "customer=Acme", "name=Gao Huimin", "buying_role=decider")
    bench.add("contact", "customer=Acme", "name=Wei Jun", "buying_role=coach")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill", "--owner", "Li Na", "--amount", "5")
    bench.add("stakeholder", "deal=Mill", "contact=Gao Huimin", "role=decider", "attitude=-1", "influence=5", "wants=Low risk")
    bench.add("rival", "deal=Mill", "name=Northwind", "standing=behind", "plan=Show the pilot")
    bench.add("strategy", "deal=Mill", "goal=Pilot in spring")
    return bench


@test("/cli/deal-strategy/gives-the-whole-sheet")
def whole(bench):
    filled(bench)
    bench.ok("set", "stakeholder", "1", "attitude=1")
    sheet = bench.json("deal", "strategy", "Mill")
    equal(sheet["deal"]["title"], "Mill")
    equal(sheet["position"], 1)
    equal([(one["contact"], one["role"], one["attitude"], one["customer_id"]) for one in sheet["people"]],
          [("Gao Huimin", "decider", 1, 1)])
    equal([one["name"] for one in sheet["offered"]], ["Wei Jun"])
    equal([(one["name"], one["standing"]) for one in sheet["rivals"]], [("Northwind", "behind")])
    equal([one["goal"] for one in sheet["reviews"]], ["Pilot in spring"])
    equal(sheet["changes"], ["Gao Huimin, Attitude to us: -1 → 1"])
    equal([one["id"] for one in sheet["flags"] if one["id"] != "silent"], ["rival-ahead", "no-step", "no-coach"])
    equal([(one["track"], one["to"], one["stays"]) for one in sheet["history"] if one["track"] == "ours"], [("ours", 1, True)])


@test("/cli/deal-strategy/reads-well")
def reads(bench):
    filled(bench)
    out = bench.ok("deal", "strategy", "1").out
    for words in ("Mill", "Acme", "!! Gao Huimin, who decides, is against us.", "!  Northwind is ahead of us.", "Low risk",
                  "Show the pilot", "Pilot in spring", "Account planning and phone invitation"):
        assert words in out, (words, out)


@test("/cli/deal-strategy/keeps-to-rights")
def rights(bench):
    filled(bench)
    bench.fails(REFUSED, "--as", "Wang Wei", "deal", "strategy", "1")
    bench.fails(REFUSED, "--as", "Wang Wei", "add", "rival", "deal=1", "name=Hidden")
    assert bench.json("--as", "Li Na", "deal", "strategy", "1")["may_edit"]


@test("/cli/deal-strategy/parts-go-and-come-back")
def parts(bench):
    filled(bench)
    assert "Stakeholder 1 is saved as entry" in bench.ok("delete", "stakeholder", "1").out
    equal(bench.json("deal", "strategy", "1")["people"], [])
    bench.add("stakeholder", "deal=1", "contact=1", "role=user")
    bench.fails(REFUSED, "restore", "stakeholder", "1", says="has a part in this deal already")
    bench.fails(REFUSED, "deal", "strategy", "9")


if __name__ == "__main__":
    main()
