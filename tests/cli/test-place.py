# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a database lies or could lie: what is told of it, and what is found when a folder is tested."""

import os

from harness import DONE, REFUSED, STORAGE, USAGE, equal, main, test

TESTS = ["kind", "files", "names", "locks", "lock-upgrade", "locks-and-closing", "truncation", "sync", "freshness", "space",
         "round-trip", "clock"]

# A quick disk is done before most signals come.
MOST_TRIES = 300


@test("/cli/place/check-passes-here")
def check(bench):
    answer = bench.json("place", "check", ".")
    equal((answer["folder"], answer["kind"], answer["fit"]), (".", "local", True))
    equal([one["test"] for one in answer["tests"]], TESTS)
    assert all(one["result"] in ("passed", "advice") and one["finding"].endswith(".") for one in answer["tests"]), answer
    equal([one["unit"] for one in answer["tests"] if one["value"] is not None], ["us", "bytes", "us", "s"])
    equal(bench.files(), [])


@test("/cli/place/check-says-what-it-found")
def words(bench):
    lines = bench.ok("place", "check", bench.folder).out.splitlines()
    equal(len(lines), len(TESTS) + 1)
    assert all(line.startswith(("passed: ", "advice: ")) for line in lines[:-1]), lines
    equal(lines[-1], f"“{bench.folder}” can hold a team’s database.")


@test("/cli/place/check-of-a-synchronised-folder-fails")
def synced(bench):
    os.mkdir(bench.path(".stfolder"))
    answer = bench.run("place", "check", ".")
    equal(answer.code, STORAGE)
    equal(answer.err, "pursuitctl: “.” cannot hold a team’s database: 1 test failed.\n")
    assert answer.out.startswith("failed: This folder is kept in step by Syncthing,"), answer
    answer = bench.run("--json", "place", "check", ".")
    equal((answer.code, answer.json["fit"], answer.json["kind"], answer.error["code"]), (STORAGE, False, "synced", "storage"))
    equal(bench.files(), [".stfolder"])


@test("/cli/place/check-needs-a-folder")
def missing(bench):
    bench.fails(USAGE, "place", "check", says="FOLDER")
    bench.fails(STORAGE, "place", "check", "nowhere", says="There is no folder “nowhere”.")
    bench.write("file", "x")
    bench.fails(STORAGE, "place", "check", "file", says="There is no folder “file”.")


@test("/cli/place/check-cleans-up-when-interrupted")
def interrupted(bench):
    # It takes some milliseconds: again and again, until one was stopped in the middle.
    codes = []
    while REFUSED not in codes and len(codes) < MOST_TRIES:
        codes.append(bench.interrupt("place", "check", ".", when=bench.files).code)
        equal(bench.files(), [])
    assert set(codes) <= {DONE, REFUSED} and REFUSED in codes, codes


@test("/cli/place/show")
def show(bench):
    bench.init()
    answer = bench.json("place", "show")
    equal((answer["file"], answer["kind"], answer["holder"]), (bench.db, "local", None))
    assert bench.db.startswith(answer["mount_point"]), answer
    assert bench.ok("place", "show").out.startswith(f"“{bench.db}” is on a disk of this computer ({answer['file_system']} at "), answer
    equal(bench.json("place", "show", "yet/to be made.pursuit")["file"], bench.path("yet/to be made.pursuit"))
    equal(bench.json("place", "show", "/proc")["kind"], "unsafe")
    bench.fails(USAGE, "place", "show", env={"PURSUIT_DB": None}, says="--db")


@test("/cli/place/a-synchronised-folder-is-refused")
def refused(bench):
    bench.init()
    content = bench.content()
    os.mkdir(bench.path(".stfolder"))
    bench.fails(STORAGE, "board", says="“test.pursuit” cannot be used here. This folder is kept in step by Syncthing,")
    bench.fails(STORAGE, "--alone", "add", "customer", "name=Bolt", says="Syncthing")
    bench.fails(STORAGE, "--db", "new.pursuit", "init", says="“new.pursuit” cannot be used here.")
    equal(bench.content(), content)
    equal([name for name in bench.files() if name.startswith("new")], [])


@test("/cli/place/a-file-with-two-names-is-only-read")
def two_names(bench):
    bench.init()
    os.link(bench.db, bench.path("second.pursuit"))
    bench.ok("board")
    bench.fails(STORAGE, "add", "customer", "name=Bolt", says="“test.pursuit” can only be read. The file has a second name")


if __name__ == "__main__":
    main()
