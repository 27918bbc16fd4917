# SPDX-License-Identifier: GPL-3.0-or-later
"""A damaged database: recognised, not written to, and saved as far as it can be read."""

import hashlib
import json
import os

from harness import REFUSED, STORAGE, USAGE, equal, main, test

PAGE = 4096


def damage(bench):
    """Overwrites one page of customers."""
    page = bench.sql("SELECT pageno FROM dbstat WHERE name = 'customer' AND pagetype = 'leaf'")[3][0]
    with open(bench.db, "r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\0" * PAGE)
    return bench.content()


@test("/cli/damage/salvage-saves-what-can-be-read")
def salvage(bench):
    bench.ok("demo", "--customers", "60", "--seed", "5")
    content = damage(bench)
    saved = bench.path("saved.pursuit")
    answer = bench.json("salvage", bench.db, saved)
    equal((bench.content(), answer["sha256"], answer["sound"]), (content, content, True))
    customers = next(table for table in answer["tables"] if table["table"] == "customer")
    assert 0 < customers["missing"] == len(customers["missing_ids"]) < 20, customers
    equal(customers["recovered"] + customers["missing"], 60)
    assert any("missing" in sentence for sentence in answer["findings"]), answer["findings"]

    evidence = answer["evidence"]
    with open(os.path.join(evidence, "test.pursuit"), "rb") as file:
        equal(hashlib.sha256(file.read()).hexdigest(), content)
    with open(os.path.join(evidence, "report.json"), encoding="utf-8") as file:
        equal(json.load(file), answer)
    with open(os.path.join(evidence, "report.txt"), encoding="utf-8") as file:
        assert "Customer" in file.read()
    equal(sorted(os.listdir(evidence)), ["lost-rows.jsonl", "report.json", "report.txt", "test.pursuit", "test.pursuit-journal"])
    equal(bench.json("--db", saved, "check")["findings"], [])
    shown = bench.json("--db", saved, "list", "customers")["count"]
    equal(shown, customers["recovered"] + customers["placeholders"])


@test("/cli/damage/is-recognised-and-not-written-to")
def recognised(bench):
    bench.ok("demo", "--customers", "60", "--seed", "5")
    content = damage(bench)
    home = {"PURSUIT_BACKUP_HOME": bench.path("backups")}
    answer = bench.run("--json", "list", "customers", "--order", "name", env=home)
    equal((answer.code, answer.json["error"]["code"]), (STORAGE, "damaged"))
    assert "no good backup" in answer.json["error"]["message"], answer.json
    # Saving is refused from now on, although it would not come across the damage.
    bench.fails(STORAGE, "add", "product", "name=Bolt", says="not written to", env=home)
    equal(bench.content(), content)


@test("/cli/damage/points-to-the-newest-good-backup")
def points(bench):
    home = {"PURSUIT_BACKUP_HOME": bench.path("backups")}
    bench.ok("demo", "--customers", "60", "--seed", "5")
    backup = os.path.basename(bench.json("backups", "now", env=home)["file"])
    damage(bench)
    bench.fails(STORAGE, "list", "customers", "--order", "name", says=backup, env=home)


@test("/cli/damage/a-file-that-was-put-right-is-written-again")
def put_right(bench):
    bench.ok("demo", "--customers", "60", "--seed", "5")
    with open(bench.db, "rb") as file:
        whole = file.read()
    damage(bench)
    bench.fails(STORAGE, "list", "customers", "--order", "name", says="damaged")
    with open(bench.db, "r+b") as file:
        file.write(whole)
    bench.ok("add", "product", "name=Bolt")


@test("/cli/damage/salvage-overwrites-nothing")
def overwrites_nothing(bench):
    bench.init()
    bench.write("saved.pursuit", "mine")
    bench.fails(STORAGE, "salvage", bench.db, bench.path("saved.pursuit"), says="exists already")
    bench.fails(REFUSED, "salvage", bench.path("nothing.pursuit"), bench.path("new.pursuit"), says="nothing.pursuit")
    bench.fails(USAGE, "salvage", bench.db)
    equal(sorted(name for name in bench.files() if name.endswith(".evidence")), [])


if __name__ == "__main__":
    main()
