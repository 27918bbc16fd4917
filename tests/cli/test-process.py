# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes from the command line: out and in again, versions, and every fault refused with the path to it."""

import json

from harness import CONFLICT, REFUSED, STORAGE, equal, main, test


def make():
    return {
        "format": "pursuit-process", "format_version": 1, "code": "parts", "name": "Spare parts",
        "stages": [
            {"position": 1, "name": "Need", "buyer_name": "Low", "type": "open", "probability": 30, "expected_days": 5, "lead_role": "seller",
             "milestones": [{"name": "List sent", "kind": "document", "required": True}, {"name": "Called", "kind": "our-act", "required": False}]},
            {"position": 2, "name": "Order", "buyer_name": "Order", "type": "won", "probability": 100, "expected_days": 5}],
        "activities": [{"task": "Calls", "name": "Stock call", "stage": 1}, {"name": "Dinner"}],
    }


def write(bench, process, name="parts.json"):
    return bench.write(name, process if isinstance(process, (str, bytes)) else json.dumps(process))


@test("/cli/process/export-and-import-are-the-same")
def round_trip(bench):
    bench.init()
    bench.ok("process", "import", write(bench, make()))
    first = bench.json("process", "show", "parts@1")["process"]
    bench.ok("process", "export", "parts@1", "out.json")
    equal(bench.json("process", "validate", "out.json"), {"valid": True, "code": "parts", "stages": 2})
    bench.ok("process", "import", "out.json")
    second = bench.json("process", "show", "parts@2")["process"]
    equal((first.pop("version"), second.pop("version")), (1, 2))
    equal(first, second)
    equal(json.loads(bench.ok("process", "export", "parts@2").out)["stages"], first["stages"])


@test("/cli/process/versions-are-published-retired-and-taken-back")
def versions(bench):
    bench.init()
    bench.ok("process", "draft", "project")
    equal([(p["version"], p["state"], p["standard"]) for p in bench.json("process", "list")["processes"] if p["code"] == "project"],
          [(2, "draft", False), (1, "published", True)])
    entry = bench.json("process", "publish", "project@2")["entry"]
    equal(bench.json("process", "show", "project")["process"]["version"], 2)
    equal(bench.json("process", "list")["processes"][0]["standard"], True)
    bench.fails(REFUSED, "process", "retire", "project@2", says="New deals follow")
    bench.ok("undo", str(entry))
    equal([(p["state"], p["standard"]) for p in bench.json("process", "list")["processes"] if p["code"] == "project"],
          [("draft", False), ("published", True)])
    bench.ok("process", "delete", "project@2")
    bench.fails(REFUSED, "process", "show", "project@2", says="process list")
    bench.fails(REFUSED, "process", "delete", "project@1", says="was published")
    equal(bench.ok("check").out, "Everything is in order.\n")


@test("/cli/process/import-publishes-when-asked")
def publish(bench):
    bench.init()
    bench.ok("process", "import", "--publish", write(bench, make()))
    bench.ok("process", "standard", "parts")
    bench.add("customer", "name=Mill")
    deal = bench.json("deal", "add", "--customer", "Mill", "--title", "Bolts")["record"]
    equal((deal["process"], deal["stage"]), ("Spare parts", "Need"))


@test("/cli/process/chosen-for-a-deal")
def chosen(bench):
    bench.init()
    bench.add("customer", "name=Mill")
    deal = bench.json("deal", "add", "--customer", "Mill", "--title", "Bolts", "--process", "repeat", "--stage", "2")["record"]
    equal((deal["process"], deal["stage"]), ("Repeat selling", "Offer sent"))
    bench.ok("deal", "move", "Bolts", "3")
    bench.fails(REFUSED, "deal", "move", "Bolts", "6", says="5 stages")
    bench.ok("process", "draft", "repeat")
    bench.fails(REFUSED, "deal", "add", "--customer", "Mill", "--title", "Nuts", "--process", "repeat@2", says="not published")
    bench.fails(REFUSED, "deal", "add", "--customer", "Mill", "--title", "Nuts", "--process", "nothing", says="process list")


@test("/cli/process/each-has-its-own-stages-and-figures")
def own_stages(bench):
    bench.init()
    bench.add("customer", "name=Mill")
    bench.ok("deal", "add", "--customer", "Mill", "--title", "Bolts", "--process", "repeat", "--stage", "2")
    bench.ok("deal", "add", "--customer", "Mill", "--title", "Furnace", "--stage", "2")

    equal([row["title"] for row in bench.json("list", "deals", "--stage", "2")["rows"]], ["Furnace"])
    equal([row["title"] for row in bench.json("list", "deals", "--process", "repeat", "--stage", "2")["rows"]], ["Bolts"])
    bench.fails(REFUSED, "list", "deals", "--process", "repeat", "--stage", "6", says="5 stages")

    standard = bench.json("report", "pipeline")
    repeat = bench.json("report", "pipeline", "--process", "repeat")
    equal((standard["process"]["name"], len(standard["stages"]), [s["open"]["count"] for s in standard["stages"]][:3]), ("Project selling", 8, [0, 1, 0]))
    equal((repeat["process"]["name"], repeat["process"]["version"], [s["open"]["count"] for s in repeat["stages"]]), ("Repeat selling", 1, [0, 1, 0, 0, 0]))
    bench.fails(REFUSED, "report", "velocity", "--process", "nothing", says="process list")

    bench.fails(CONFLICT, "deal", "move", "Bolts", "3", "--from", "1")
    bench.ok("deal", "move", "Bolts", "3", "--from", "2")
    equal([s["open"]["count"] for s in bench.json("report", "pipeline", "--process", "repeat")["stages"]], [0, 0, 1, 0, 0])


@test("/cli/process/faults-are-refused-with-their-path")
def faults(bench):
    bench.init()

    def refuse(process, says):
        for command in ("validate", "import"):
            answer = bench.run("--json", "process", command, write(bench, process))
            equal((answer.code, answer.error["code"]), (REFUSED, "invalid"))
            assert f"parts.json: {says}" in answer.error["message"], answer

    def changed(change):
        process = make()
        change(process)
        return process

    refuse("{\n  \"format\": ", "Line 2, column 13:")
    refuse(b"\xff\xfe{}", "Line 1, column 1: This is no UTF-8.")
    refuse([], "This is not the JSON of a process.")
    refuse({}, "format: This is missing.")
    refuse(changed(lambda p: p["stages"].pop()), "stages: No stage has the type “won”")
    refuse(changed(lambda p: p["stages"][1].update(position=1)), "stages[1].position: Position 1 is taken by stages[0] already.")
    refuse(changed(lambda p: p["stages"][1].update(position=3)), "stages: No stage has position 2.")
    refuse(changed(lambda p: p["stages"][0].update(lead_role="pirate")), "stages[0].lead_role: There is no role “pirate”.")
    refuse(changed(lambda p: p["stages"][0].update(probability=101)), "stages[0].probability: 101 is not between 0 and 100.")
    refuse(changed(lambda p: p["stages"][0]["milestones"][1].update(kind="act")), "stages[0].milestones[1].kind: “act” is not one of")
    refuse(changed(lambda p: p["stages"][0]["milestones"][1].update(name="LIST SENT")), "stages[0].milestones[1].name:")
    refuse(changed(lambda p: p["activities"][0].update(stage=9)), "activities[0].stage: No stage has position 9.")
    refuse(changed(lambda p: p.update(colour="red")), "colour: There is no such member here.")
    refuse(changed(lambda p: p["stages"][0].update(name="x" * 201)), "stages[0].name: This has more than 200 characters.")
    refuse(" " * (4 * 1024 * 1024 + 10), "This is longer than 4 MB.")
    equal([p["code"] for p in bench.json("process", "list")["processes"] if p["code"] == "parts"], [])
    bench.fails(STORAGE, "process", "import", "nowhere.json", says="nowhere.json")


@test("/cli/process/migrate-moves-deals-over")
def migrate(bench):
    bench.init()
    bench.ok("process", "import", "--publish", write(bench, make()))
    bench.ok("process", "standard", "parts")
    bench.add("customer", "name=Mill")
    bench.ok("deal", "add", "--customer", "Mill", "--title", "Bolts")
    process = make()
    process["stages"].insert(0, {"position": 3, "name": "Plan", "buyer_name": "Plan", "type": "open", "probability": 5, "expected_days": 5})
    for stage, position in zip(process["stages"], (1, 2, 3)):
        stage["position"] = position
    process["activities"] = []
    process["stages"][1]["milestones"][1]["name"] = "Visited"
    bench.ok("process", "import", "--publish", write(bench, process))
    would = bench.json("process", "migrate", "parts@1", "parts@2", "--dry-run")
    equal((would["entry"], would["moved"], would["milestones_without_counterpart"]), (None, 1, ["Called"]))
    equal([(s["from"], s["to"], s["deals"]) for s in would["stages"]], [(1, 2, 1), (2, 3, 0)])
    bench.fails(REFUSED, "process", "migrate", "parts@1", "parts@2", "--stage", "1=3", says="different kinds")
    done = bench.json("process", "migrate", "parts@1", "parts@2", "--stage", "1=1")
    equal(done["moved"], 1)
    equal(bench.json("show", "deal", "Bolts")["stage"], "Plan")
    bench.ok("undo", str(done["entry"]))
    equal(bench.json("show", "deal", "Bolts")["stage"], "Need")


@test("/cli/process/import-brings-the-shipped-ones-in")
def shipped(bench):
    bench.init()
    bench.ok("process", "import", "--shipped", "--publish", "project")
    equal([(p["code"], p["version"], p["standard"]) for p in bench.json("process", "list")["processes"] if p["code"] == "project"],
          [("project", 2, True), ("project", 1, False)])
    bench.fails(REFUSED, "process", "import", "--shipped", "other", says="project, repeat, renewal")


@test("/cli/process/activities-show-blanks-and-repeats")
def activities(bench):
    bench.init()
    process = make()
    process["activities"].append({"name": "dinner", "stage": 2})
    bench.ok("process", "import", write(bench, process))
    answer = bench.json("process", "activities", "parts@1")
    equal([(f["kind"], f["message"]) for f in answer["findings"]],
          [("no-stage", "“Dinner” serves no stage."), ("twice", "“dinner” is there twice.")])
    equal([a["name"] for a in answer["activities"]], ["Stock call", "Dinner", "dinner"])
    assert "“Dinner” serves no stage." in bench.ok("process", "activities", "parts@1").out


@test("/cli/process/administrators-only")
def rights(bench):
    bench.init()
    bench.add("staff", "name=Li")
    for command in (("draft", "project"), ("publish", "project"), ("standard", "project"), ("import", write(bench, make()))):
        answer = bench.run("--as", "Li", "--json", "process", *command)
        equal((answer.code, answer.error["code"]), (REFUSED, "denied"))


if __name__ == "__main__":
    main()
