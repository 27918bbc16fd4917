# SPDX-License-Identifier: GPL-3.0-or-later
"""Searching what was written down, and the index that this goes by."""

import sqlite3

from harness import STORAGE, equal, main, test


def note(bench, subject, body):
    bench.ok("add", "activity", "customer=海康威视", f"subject={subject}", f"body={body}")


@test("/cli/texts/reindex-finds-what-another-program-wrote")
def reindex(bench):
    bench.ok("init")
    bench.ok("add", "customer", "name=海康威视", "notes=报价")
    note(bench, "拜访", "谈了合同")
    equal(bench.json("check")["findings"], [])
    playbooks = bench.sql("SELECT count(*) FROM stage")[0][0]
    equal(bench.sql("SELECT count(*) FROM text_entry"), [(2 + playbooks,)])

    with sqlite3.connect(bench.db) as connection:
        connection.execute("UPDATE customer SET notes = 'server'")
    connection.close()
    answer = bench.run("check")
    equal(answer.code, STORAGE)
    assert answer.out.startswith("The index of the texts does not agree with them"), answer
    equal(bench.json("reindex"), {"texts": 2 + playbooks})
    equal(bench.ok("reindex").out, f"The texts of {2 + playbooks} records can be searched.\n")
    equal(bench.json("check")["findings"], [])
    # Without our tokenizer plain words can be looked up.
    equal(bench.sql("SELECT e.body FROM text_index i JOIN text_entry e ON e.id = i.rowid WHERE text_index MATCH 'server'"),
          [("server",)])


@test("/cli/texts/find-what-was-written-down")
def find(bench):
    bench.ok("init")
    bench.ok("add", "customer", "name=海康威视", "notes=昨天发了報價單")
    note(bench, "拜访", "谈了合同")
    for words in ("报价", "baojia", "bjd", "昨天 单"):
        row, = bench.json("find", "--text", *words.split())["found"]
        equal((row["kind"], row["id"], row["customer_id"], row["snippet"]), ("text", 1, 1, "昨天发了報價單"))
    equal(bench.json("find", "报价")["count"], 0)
    row, = bench.json("find", "--kind", "texts", "hetong")["found"]
    equal((row["title"], row["detail"], row["snippet"]), ("拜访", "海康威视", "拜访 谈了合同"))
    equal(bench.ok("find", "--text", "报价").out.splitlines()[1].split()[-1], "昨天发了報價單")
    equal(bench.json("find", "--text", "合同", "--kind", "customers", "--read-only")["count"], 1)


main()
