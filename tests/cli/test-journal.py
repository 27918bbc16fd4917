# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever tampers with the journal is found out, and an anchor finds what nothing else does."""

import sqlite3

from harness import REFUSED, STORAGE, equal, main, test


def tamper(bench, sql):
    """Alters the file as somebody would who can write it, and leaves the schema as it was."""
    connection = sqlite3.connect(bench.db)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'journal%'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.executescript(sql)
    for _, definition in triggers:
        connection.execute(definition)
    connection.commit()
    connection.close()


def fill(bench):
    bench.init()
    for name in ("Bolt", "Nut", "Washer"):
        bench.add("customer", f"name={name}")


@test("/cli/journal/verify-names-what-was-done-to-which-entry")
def verify(bench):
    fill(bench)
    answer = bench.json("journal", "verify")
    equal((answer["sound"], answer["entries"], answer["findings"]), (True, 4, []))
    tamper(bench, "UPDATE journal SET actor = 'Nobody', at = 1773729120000007 WHERE id = 3; DELETE FROM journal WHERE id = 2")
    answer = bench.run("journal", "verify", "--json")
    equal(answer.code, STORAGE)
    equal([(f["kind"], f["id"], f["last_id"], f["at"], f["actor"]) for f in answer.json["findings"]],
          [("removed", 2, 2, None, None), ("altered", 3, 3, "2026-03-17T06:32:00.000007Z", "Nobody")])
    answer = bench.run("journal", "verify")
    equal((answer.code, answer.out.splitlines()),
          (STORAGE, [f["message"] for f in bench.run("--json", "journal", "verify").json["findings"]]))
    equal(answer.err, "pursuitctl: The journal was tampered with: 2 findings.\n")
    assert "Entry 3" in bench.run("check").out


@test("/cli/journal/anchor-shows-that-the-tail-was-cut-off")
def anchor(bench):
    fill(bench)
    path = bench.path("anchor.txt")
    made = bench.json("journal", "anchor", path)
    equal((made["id"], made["entries"], made["findings"], len(made["hash"])), (4, 4, 0, 64))
    with open(path, encoding="utf-8") as file:
        text = file.read()
    equal(text, made["text"])
    bench.fails(STORAGE, "journal", "anchor", path, says="exists already")
    assert made["number"] in bench.ok("journal", "anchor").out

    bench.add("customer", "name=Screw")
    equal(bench.json("journal", "verify", "--anchor", path, "--anchor", path)["anchors"], 2)
    tamper(bench, "DELETE FROM journal_payload WHERE journal_id > 3; DELETE FROM journal WHERE id > 3")
    equal(bench.json("journal", "verify")["sound"], True)
    answer = bench.run("journal", "verify", "--anchor", path, "--json")
    equal((answer.code, [(f["kind"], f["id"]) for f in answer.json["findings"]]), (STORAGE, [("cut-off", 4)]))


@test("/cli/journal/what-is-no-anchor-is-refused")
def no_anchor(bench):
    fill(bench)
    other = bench.path("other.pursuit")
    bench.ok("--db", other, "init")
    bench.ok("--db", other, "journal", "anchor", bench.path("other.txt"))
    bench.fails(REFUSED, "journal", "verify", "--anchor", bench.path("other.txt"), says="another database")
    bench.write("poem.txt", "Once upon a midnight dreary\n")
    bench.fails(REFUSED, "journal", "verify", "--anchor", bench.path("poem.txt"), says="poem.txt")
    with open(bench.path("wide.txt"), "wb") as file:
        file.write("Pursuit journal anchor\n".encode("utf-16"))
    bench.fails(REFUSED, "journal", "verify", "--anchor", bench.path("wide.txt"), says="no anchor")
    bench.fails(STORAGE, "journal", "verify", "--anchor", bench.path("missing.txt"), says="missing.txt")


@test("/cli/journal/is-for-administrators")
def rights(bench):
    fill(bench)
    bench.add("staff", "name=Li Na", "role=Seller")
    for command in ("verify", "anchor"):
        bench.fails(REFUSED, "--as", "Li Na", "journal", command)


if __name__ == "__main__":
    main()
