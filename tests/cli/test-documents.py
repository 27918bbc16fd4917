# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents on the command line (DOS-5): in, out again, and what is refused."""

import hashlib
import os
import sqlite3

from harness import REFUSED, STORAGE, USAGE, equal, main, test

PIECE = 256 * 1024


def begin(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.add("customer", "name=Birch")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill")


def get(path):
    with open(path, "rb") as file:
        return file.read()


@test("/cli/documents/same-bytes-come-out")
def round_trip(bench):
    begin(bench)
    content = bytes(range(256)) * (3 * PIECE // 256) + b"end"
    bench.write("Offer 报价.pdf", content)
    answer = bench.json("documents", "add", "Acme", bench.path("Offer 报价.pdf"), "--deal", "Mill", "--notes", "Sent by post")
    equal((answer["record"]["name"], answer["record"]["version"], answer["record"]["size"]), ("Offer 报价.pdf", 1, len(content)))
    rows = bench.json("documents", "list", "--deal", "Mill")["rows"]
    equal([(row["name"], row["media_type"], row["deal"]) for row in rows], [("Offer 报价.pdf", "application/pdf", "Mill")])
    equal(bench.json("documents", "list", "Birch")["rows"], [])
    out = bench.path("out.pdf")
    bench.write("out.pdf", b"old")
    bench.ok("documents", "get", "1", "--output", out)
    equal(get(out), content)
    os.mkdir(bench.path("folder"))
    for name in ("Offer 报价.pdf", "Offer 报价 (2).pdf"):
        answer = bench.json("documents", "get", "1", "--output", bench.path("folder"))
        equal(answer["file"], os.path.join(bench.path("folder"), name))
        equal(get(answer["file"]), content)


@test("/cli/documents/standard-output")
def standard_output(bench):
    begin(bench)
    bench.ok("documents", "add", "1", bench.write("plan.txt", "图纸\n".encode()))
    equal(bench.ok("documents", "get", "plan.txt", "--output", "-").out, "图纸\n")
    equal(bench.run("--json", "documents", "get", "plan.txt", "--output", "-").code, USAGE)


@test("/cli/documents/versions")
def versions(bench):
    begin(bench)
    bench.ok("documents", "add", "1", bench.write("plan.txt", b"one"))
    answer = bench.json("documents", "add", "1", bench.write("plan.txt", b"two"), "--version-of", "plan.txt")
    equal(answer["record"]["version"], 2)
    bench.fails(REFUSED, "documents", "add", "2", bench.path("plan.txt"), "--version-of", "1", says="of another customer")
    bench.fails(REFUSED, "documents", "add", "1", bench.path("plan.txt"), "--version-of", "1", says="is the same file")
    bench.fails(USAGE, "documents", "add", "1", bench.path("plan.txt"), "--version-of", "1", "--name", "x")
    listed = bench.json("documents", "list", "1", "--versions")["documents"][0]["versions"]
    equal([(each["version"], each["present"], each["checksum"]) for each in listed],
          [(2, True, hashlib.sha256(b"two").hexdigest()), (1, False, hashlib.sha256(b"one").hexdigest())])
    assert "plan.txt" in bench.ok("documents", "list", "1", "--versions").out
    equal(bench.ok("documents", "get", "1", "--version", "1", "--output", "-").out, "one")
    bench.ok("undo", str(answer["entry"]))
    equal(bench.ok("documents", "get", "1", "--output", "-").out, "one")


@test("/cli/documents/refused")
def refused(bench):
    begin(bench)
    os.mkdir(bench.path("folder"))
    os.mkfifo(bench.path("pipe"))
    bench.write("empty", b"")
    bench.write("large", b"x" * (65 * 1024))
    bench.ok("documents", "limit", "64K")
    for name, says in (("folder", "is a folder"), ("pipe", "device or a pipe"), ("empty", "is empty"), ("missing", "cannot be read"),
                       ("large", "too large")):
        bench.fails(REFUSED, "documents", "add", "1", bench.path(name), says=says)
    bench.fails(REFUSED, "documents", "limit", "1K", says="lies between")
    bench.fails(USAGE, "documents", "limit", "many")
    bench.fails(USAGE, "documents", "list")
    bench.fails(REFUSED, "documents", "get", "1")
    equal(bench.sql("SELECT count(*) FROM document"), [(0,)])
    equal(bench.json("documents", "limit"), {"limit": 65536})


@test("/cli/documents/damage-is-told")
def damage(bench):
    begin(bench)
    bench.ok("documents", "add", "1", bench.write("plan.txt", b"one"))
    with sqlite3.connect(bench.db) as file:
        file.execute("UPDATE document_piece SET bytes = x'747776'")
    file.close()
    bench.fails(STORAGE, "documents", "get", "1", "--output", bench.path("out"), says="no longer what was added")
    bench.fails(STORAGE, "documents", "get", "1", "--output", "-", says="no longer what was added")
    bench.fails(REFUSED, "documents", "get", "1", "--output", bench.db, says="is the database itself")
    equal(os.path.exists(bench.path("out")), False)
    assert "“plan.txt”, is not what was added" in bench.run("check").out + bench.run("check").err


if __name__ == "__main__":
    main()
