# SPDX-License-Identifier: GPL-3.0-or-later
"""backups: made, listed, looked into, gone back to; and files that are only read."""

import os
import sqlite3

from harness import REFUSED, STORAGE, USAGE, equal, main, test


def at_home(bench):
    """Backups and settings in the bench's own folder."""
    os.environ["PURSUIT_BACKUP_HOME"] = bench.path("backups")
    os.environ["PURSUIT_STATE_HOME"] = bench.path("state")
    return bench.init()


def add_customers(bench, *names):
    for name in names:
        bench.ok("add", "customer", f"name={name}")


def names(bench):
    return [row[0] for row in bench.sql("SELECT name FROM customer WHERE deleted_at = 0 ORDER BY id")]


@test("/cli/backups/are-made-and-listed")
def made(bench):
    at_home(bench)
    equal(bench.json("backups", "list")["backups"], [])
    add_customers(bench, "Mill")
    backup = bench.json("backups", "now")
    equal((backup["reason"], backup["good"], backup["trouble"], backup["entry"]), ("asked", True, None, 2))
    found = bench.json("backups", "list", "--check")
    equal([entry["name"] for entry in found["backups"]], [backup["name"]])
    equal(found["warning"], None)
    assert backup["name"] in bench.ok("backups", "list").out
    connection = sqlite3.connect(backup["file"])
    equal(connection.execute("SELECT name FROM customer").fetchall(), [("Mill",)])
    connection.close()


@test("/cli/backups/one-bit-is-noticed")
def altered(bench):
    at_home(bench)
    backup = bench.json("backups", "now")
    with open(backup["file"], "r+b") as file:
        file.seek(-1, os.SEEK_END)
        file.write(b"x")
    equal(bench.json("backups", "list")["backups"][0]["good"], True)
    equal(bench.json("backups", "list", "--check")["backups"][0]["good"], False)
    content = bench.content()
    bench.fails(STORAGE, "backups", "restore", "last", says="not what it was")
    equal(bench.content(), content)


@test("/cli/backups/restore-goes-back-and-forward-again")
def restored(bench):
    at_home(bench)
    add_customers(bench, "Mill")
    backup = bench.json("backups", "now")
    add_customers(bench, "Press", "Forge")
    preview = bench.json("backups", "preview", backup["name"])
    equal((preview["lost"], preview["lost_people"], preview["same_database"]), (2, 1, True))
    equal(preview["rows"]["customer"], {"now": 3, "then": 1})
    assert "2 saves came later and would go." in bench.ok("backups", "preview", "last").out
    answer = bench.json("backups", "restore", backup["file"])
    equal(names(bench), ["Mill"])
    equal(bench.sql("SELECT verb, entity FROM journal ORDER BY id DESC LIMIT 1"), [("restore-backup", "database")])
    equal(bench.sql("SELECT max(id) FROM journal"), [(answer["entry"],)])
    bench.ok("backups", "restore", answer["kept"])
    equal(names(bench), ["Mill", "Press", "Forge"])
    equal(bench.sql("PRAGMA integrity_check"), [("ok",)])
    add_customers(bench, "Works")


@test("/cli/backups/before-an-import-there-is-one")
def imported(bench):
    at_home(bench)
    table = bench.write("customers.csv", "name\nMill\n")
    bench.ok("import", "customers", table)
    equal(bench.json("backups", "list")["backups"], [])
    bench.ok("import", "customers", bench.write("more.csv", "name\nPress\n"), "--dry-run")
    equal(bench.json("backups", "list")["backups"], [])
    bench.ok("import", "customers", bench.path("more.csv"))
    found = bench.json("backups", "list")["backups"]
    equal([(entry["reason"], entry["entry"]) for entry in found], [("before-import", 2)])
    add_customers(bench, "Forge")
    bench.ok("undo", "3")
    equal(names(bench), ["Mill", "Forge"])
    found = bench.json("backups", "list")["backups"]
    equal([(entry["reason"], entry["entry"]) for entry in found], [("before-undo", 4), ("before-import", 2)])
    bench.ok("backups", "restore", found[1]["name"])
    equal(names(bench), ["Mill"])


@test("/cli/backups/without-a-way-back-nothing-is-imported")
def no_way_back(bench):
    at_home(bench)
    add_customers(bench, "Mill")
    bench.write("backups", "a file")
    table = bench.write("customers.csv", "name\nPress\n")
    bench.fails(STORAGE, "import", "customers", table, says="cannot take backups")
    equal(names(bench), ["Mill"])


@test("/cli/backups/a-backup-is-only-read")
def only_read(bench):
    at_home(bench)
    add_customers(bench, "Mill")
    backup = bench.json("backups", "now")
    copy = bench.path("copy.pursuit")
    bench.ok("backup", copy)
    for file in (backup["file"], copy):
        assert "Mill" in bench.ok("--db", file, "list", "customers").out
        bench.fails(STORAGE, "--db", file, "add", "customer", "name=Press", says="can only be read")
    equal(bench.json("backups", "list", "--check")["backups"][0]["good"], True)


@test("/cli/read-only/nothing-is-changed")
def read_only(bench):
    at_home(bench)
    add_customers(bench, "Mill")
    content = bench.content()
    assert "Mill" in bench.ok("--read-only", "list", "customers").out
    bench.fails(STORAGE, "--read-only", "add", "customer", "name=Press", says="can only be read")
    equal(bench.content(), content)


@test("/cli/backups/second-folder")
def second(bench):
    at_home(bench)
    equal(bench.json("backups", "folder")["second_folder"], None)
    os.mkdir(bench.path("second"))
    equal(bench.json("backups", "folder", bench.path("second"))["second_folder"], bench.path("second"))
    backup = bench.json("backups", "now")
    folder, = os.listdir(bench.path("second"))
    equal(sorted(os.listdir(os.path.join(bench.path("second"), folder))), [backup["name"], backup["name"] + ".json"])
    bench.fails(USAGE, "backups", "folder", "--none", bench.path("second"))
    bench.fails(REFUSED, "backups", "folder", bench.path("nowhere"), says="not a folder")
    equal(bench.json("backups", "folder", "--none")["second_folder"], None)


@test("/cli/backups/an-export-on-a-share-is-read-at-a-copy")
def exported(bench):
    at_home(bench)
    add_customers(bench, "Mill", "Press")
    share = {"PURSUIT_SHARE_TYPES": bench.json("place", "show")["file_system"]}
    equal(bench.json("place", "show", env=share)["kind"], "share")
    here = bench.ok("export", "customers").out
    equal(bench.ok("export", "customers", env=share).out, here)
    stores = bench.path("state/stores")
    equal([name for store in os.listdir(stores) for name in os.listdir(os.path.join(stores, store)) if "copy" in name], [])
    bench.ok("backups", "now", env=share)


@test("/cli/backups/are-the-administrators")
def denied(bench):
    at_home(bench)
    bench.ok("add", "staff", "name=Li Na", "role=Seller")
    bench.json("backups", "now")
    for command in (["list"], ["now"], ["preview", "last"], ["restore", "last"], ["folder"]):
        bench.fails(REFUSED, "--as", "Li Na", "backups", *command)


@test("/cli/backups/unknown-is-said")
def unknown(bench):
    at_home(bench)
    bench.fails(REFUSED, "backups", "restore", "last", says="There is no backup “last”.")
    bench.fails(REFUSED, "backups", "restore", bench.db, says="is no backup")


if __name__ == "__main__":
    main()
