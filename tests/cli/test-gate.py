# SPDX-License-Identifier: GPL-3.0-or-later
"""Milestones, both sides of a deal and the hand-over on the command line (STG-1 to STG-4, STG-8)."""

import json
import sqlite3

from harness import CONFLICT, REFUSED, USAGE, equal, main, test

LONG = "They want the contract this week"


def set_milestones(bench, *milestones):
    """The tests bring their own milestones: a published process keeps those that it has."""
    with sqlite3.connect(bench.db) as file:
        file.execute("UPDATE milestone SET deleted_at = 1")
        for position, name, handover in milestones:
            file.execute("INSERT INTO milestone (created_at, changed_at, stage_id, position, name, search, kind, required, handover)"
                         " SELECT 1, 1, s.id, 90, ?, '', 'buyer-act', 1, ? FROM stage s JOIN process p ON p.id = s.process_id"
                         " WHERE p.standard AND s.position = ?", (name, handover, position))
    file.close()


def begin(bench):
    bench.init()
    bench.add("customer", "name=Acme")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Mill")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Press")
    set_milestones(bench, (1, "Need confirmed", 0))


def where(bench):
    return bench.sql("SELECT d.title, s.position FROM deal d JOIN stage s ON s.id = d.stage_id ORDER BY d.id")


@test("/cli/gate/tick-then-move")
def tick(bench):
    begin(bench)
    bench.fails(REFUSED, "deal", "move", "Mill", "2", says="“Need confirmed”")
    answer = bench.json("deal", "milestone", "list", "Mill")
    equal([(item["name"], item["missing"], item["proof"]) for item in answer["milestones"]], [("Need confirmed", True, None)])
    bench.fails(REFUSED, "deal", "milestone", "tick", "Mill", "Nothing", says="no milestone")
    bench.fails(USAGE, "deal", "milestone", "tick", "Mill", "Need confirmed", "--person", "1", "--visit", "1")
    bench.ok("deal", "milestone", "tick", "Mill", "Need confirmed", "--note", "Their letter")
    proof = bench.json("deal", "milestone", "list", "Mill")["milestones"][0]["proof"]
    equal((proof["kind"], proof["trouble"]), ("note", None))
    assert proof["shown_by"].startswith("Their letter"), proof
    assert "Their letter" in bench.ok("deal", "milestone", "list", "Mill").out
    bench.fails(REFUSED, "deal", "milestone", "tick", "Mill", "Need confirmed", says="reached already")
    bench.ok("deal", "move", "Mill", "2")
    bench.ok("deal", "milestone", "untick", "Mill", "Need confirmed")
    bench.fails(REFUSED, "deal", "milestone", "untick", "Mill", "Need confirmed", says="has not reached")


@test("/cli/gate/several-at-once")
def bulk(bench):
    begin(bench)
    bench.ok("deal", "milestone", "tick", "Press", "Need confirmed")
    answer = bench.run("deal", "move", "Mill", "Press", "Nobody", "2")
    equal(answer.code, REFUSED)
    assert "Deal 2 “Press” is saved" in answer.out, answer
    assert "“Mill” cannot go on" in answer.err and "Nobody" in answer.err, answer
    equal(where(bench), [("Mill", 1), ("Press", 2)])


@test("/cli/gate/several-at-once-in-json")
def bulk_json(bench):
    begin(bench)
    bench.ok("deal", "milestone", "tick", "Press", "Need confirmed")
    run = bench.run("--json", "deal", "move", "Mill", "Press", "2")
    answer = json.loads(run.out)
    equal(run.code, REFUSED)
    equal([moved["record"]["title"] for moved in answer["moved"]], ["Press"])
    equal([(blocked["deal"], blocked["code"]) for blocked in answer["blocked"]], [("Mill", "gated")])


@test("/cli/gate/override-is-written-down")
def override(bench):
    begin(bench)
    bench.fails(REFUSED, "deal", "move", "Mill", "2", "--override", "--reason", "short", says="at least 20 characters")
    bench.ok("deal", "move", "Mill", "2", "--override", "--reason", LONG)
    equal(bench.sql("SELECT reason, missing FROM stage_move ORDER BY id DESC LIMIT 1"), [(LONG, "Need confirmed")])


@test("/cli/gate/ways-ask-for-a-reason")
def ways(bench):
    begin(bench)
    bench.ok("deal", "milestone", "tick", "Mill", "Need confirmed")
    bench.fails(REFUSED, "deal", "move", "Mill", "3", says="leaves stages out")
    bench.ok("deal", "move", "Mill", "3", "--reason", "quick")
    bench.fails(REFUSED, "deal", "move", "Mill", "2", says="goes back")
    bench.fails(CONFLICT, "deal", "move", "Mill", "2", "--from", "1", "--reason", "no")


@test("/cli/deal/buyer-parking-and-estimates")
def holds(bench):
    begin(bench)
    bench.fails(USAGE, "deal", "buyer-stage", "Mill", "3", says="--evidence")
    equal(bench.json("deal", "buyer-stage", "Mill", "3", "--evidence", "They said so")["record"]["gap"], -2)
    equal(bench.sql("SELECT evidence FROM buyer_move ORDER BY id DESC LIMIT 1"), [("They said so",)])
    equal(bench.json("deal", "buyer-stage", "Mill", "0", "--evidence", "A mistake")["record"]["buyer_stage_id"], None)
    bench.fails(USAGE, "deal", "park", "Mill", "--until", "2999-01-01", says="--reason")
    equal(bench.json("deal", "park", "Mill", "--until", "2999-01-01", "--reason", "budget")["record"]["parked_until"], "2999-01-01")
    equal(bench.json("deal", "unpark", "Mill")["record"]["parked_until"], None)
    equal(bench.json("deal", "estimate", "Mill", "45")["record"]["probability"], 45)
    bench.fails(USAGE, "deal", "estimate", "Mill", "much", says="much")
    equal(bench.json("deal", "estimate", "Mill", "stage")["record"]["probability_manual"], False)


@test("/cli/deal/hand-over-and-acceptance")
def handover(bench):
    begin(bench)
    bench.add("staff", "name=Sun")
    set_milestones(bench, (1, "Need confirmed", 0), (8, "Drawings", 1))
    bench.fails(REFUSED, "deal", "handover", "Mill", "--to", "Sun", says="not won")
    bench.ok("deal", "win", "Mill", "--override", "--reason", LONG)
    bench.fails(USAGE, "deal", "handover", "Mill", says="--to")
    bench.fails(REFUSED, "deal", "accept", "Mill", says="not handed over")
    bench.ok("deal", "handover", "Mill", "--to", "Sun")
    bench.fails(REFUSED, "deal", "accept", "Mill", says="“Drawings”")
    bench.ok("deal", "milestone", "tick", "Mill", "Drawings")
    assert bench.json("deal", "accept", "Mill")["record"]["accepted_on"]


if __name__ == "__main__":
    main()
