# SPDX-License-Identifier: GPL-3.0-or-later
"""Saves that were acknowledged and are gone: an older copy of the file was put in its place."""

from harness import CONFLICT, equal, main, test


def put_older_back(bench, saves):
    """Runs saves, then puts the file of before in the place of the present one, as a copy does it."""
    with open(bench.db, "rb") as file:
        older = file.read()
    saves()
    with open(bench.db, "wb") as file:
        file.write(older)


def lose_two(bench):
    bench.init()
    bench.add("customer", "name=Mill")
    put_older_back(bench, lambda: (bench.add("customer", "name=Forge"), bench.ok("set", "customer", "1", "phone=1")))


def phone_and_names(bench):
    return bench.sql("SELECT name, phone FROM customer ORDER BY name")


@test("/cli/saves/missing/lists-what-is-gone")
def missing(bench):
    lose_two(bench)
    content = bench.content()
    found = bench.json("saves", "missing")["missing"]
    equal([(save["verb"], save["entity"], save["entity_id"]) for save in found],
          [("create", "customer", 2), ("edit", "customer", 1)])
    assert len(bench.ok("saves", "missing").out.splitlines()) == 3
    equal(bench.content(), content)


@test("/cli/saves/missing/nothing-is-missed-in-a-sound-file")
def none_missing(bench):
    bench.init()
    bench.add("customer", "name=Mill")
    equal(bench.json("saves", "missing")["missing"], [])


@test("/cli/saves/replay/does-them-again-once")
def replay(bench):
    lose_two(bench)
    done = bench.json("saves", "replay")["replayed"]
    equal([("new_entry" in save, save["refusal"]) for save in done], [(True, None)] * 2)
    equal(phone_and_names(bench), [("Forge", None), ("Mill", "1")])
    equal(bench.json("saves", "replay")["replayed"], [])
    equal(bench.json("saves", "missing")["missing"], [])
    equal(bench.json("check")["findings"], [])


@test("/cli/saves/replay/leaves-what-others-decided-meanwhile")
def conflict(bench):
    lose_two(bench)
    # On another computer, which knows nothing of the saves that are gone.
    bench.ok("set", "customer", "1", "phone=2", env={"PURSUIT_STATE_HOME": bench.path("elsewhere")})
    answer = bench.run("saves", "replay")
    equal(answer.code, CONFLICT)
    assert "1 save was not done again" in answer.err and "Done again" in answer.out, str(answer)
    equal(phone_and_names(bench), [("Forge", None), ("Mill", "2")])
    equal([save["verb"] for save in bench.json("saves", "missing")["missing"]], ["edit"])
    equal(bench.json("saves", "forget")["forgotten"], 1)
    equal(bench.json("saves", "missing")["missing"], [])
    equal(phone_and_names(bench), [("Forge", None), ("Mill", "2")])


main()
