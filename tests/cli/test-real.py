# SPDX-License-Identifier: GPL-3.0-or-later
"""A real export comes in, as the first lines of the README promise, and raw SQL agrees with every figure."""

import csv
import os

from harness import Skip, equal, main, test

FOLDER = os.path.join(os.environ.get("PURSUIT_SHARED", ""), "data", "crm-sales-opportunities")


def read(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@test("/cli/real/a-pipeline-of-8800-deals-comes-in-and-is-worked-with")
def pipeline(bench):
    if not os.path.exists(os.path.join(FOLDER, "sales_pipeline.csv")):
        raise Skip(f"there is no real data in {FOLDER}")
    bench.init("USD")
    counts = {}
    for kind, name, options in (
            ("customers", "accounts.csv", []), ("products", "products.csv", []), ("staff", "sales_teams.csv", []),
            ("deals", "sales_pipeline.csv", ["--date-order", "dmy", "--stage", "Prospecting=1", "--stage", "Engaging=4"])):
        answer = bench.json("import", kind, os.path.join(FOLDER, name), *options)
        equal((answer["rows"], answer["counts"]["refused"]), (len(read(name)), 0))
        counts[kind] = answer
    deals = read("sales_pipeline.csv")
    won = [deal for deal in deals if deal["deal_stage"] == "Won"]

    board = bench.json("board")
    equal(board["won"], {"count": 4238, "amount": 1000553400})
    equal(board["won"], {"count": len(won), "amount": sum(int(deal["close_value"]) for deal in won) * 100})
    equal(board["lost"]["count"], 2473)
    equal([column["count"] for column in board["columns"]], [500, 0, 0, 1589, 0, 0, 0, 0])
    equal(bench.sql("SELECT status, count(*), sum(amount) FROM deal GROUP BY status ORDER BY status"),
          [("lost", 2473, 0), ("open", 2089, 0), ("won", 4238, 1000553400)])
    equal(bench.sql("SELECT count(*) FROM stage_move") >= [(8800,)], True)

    notes = " ".join(counts["deals"]["notes"])
    assert "1425" in notes and "GTXPro" in notes and "GTX Pro" in notes, notes
    equal(bench.sql("SELECT count(*) FROM deal JOIN customer ON customer.id = customer_id WHERE placeholder"), [(1425,)])
    equal(bench.sql("SELECT count(*) FROM customer WHERE placeholder"), [(1,)])
    equal(bench.sql("SELECT count(*) FROM deal JOIN product ON product.id = product_id WHERE product.name = 'GTX Pro'"),
          [(sum(deal["product"] == "GTXPro" for deal in deals),)])

    equal(sorted(bench.sql("SELECT child.name, parent.name FROM customer child JOIN customer parent "
                           "ON parent.id = child.parent_id")),
          sorted((row["account"], row["subsidiary_of"]) for row in read("accounts.csv") if row["subsidiary_of"]))
    team = {row["sales_agent"]: (row["manager"], row["regional_office"]) for row in read("sales_teams.csv")}
    tree = bench.sql("SELECT seller.name, lead.name, office.name FROM staff seller JOIN staff lead ON lead.id = "
                     "seller.manager_id JOIN org_unit team ON team.id = seller.unit_id JOIN org_unit office "
                     "ON office.id = team.parent_id")
    equal({name: (lead, office) for name, lead, office in tree}, team)

    first = min(deal["opportunity_id"] for deal in deals if deal["deal_stage"] == "Engaging")
    number = bench.sql("SELECT id FROM deal WHERE external_id = ?", first)[0][0]
    bench.ok("deal", "move", str(number), "5", "--reason", "they asked for it")
    equal([column["count"] for column in bench.json("board")["columns"]][3:5], [1588, 1])
    equal(bench.json("check")["sound"], True)


if __name__ == "__main__":
    main()
