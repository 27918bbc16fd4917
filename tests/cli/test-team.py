# SPDX-License-Identifier: GPL-3.0-or-later
"""team show, assign, release and gaps: who works on a deal, and which roles are missing."""

from harness import REFUSED, equal, main, test


def filled(bench):
    bench.init()
    bench.add("staff", "name=Li Na", "role=Seller")
    bench.add("staff", "name=Han Xu", "role=Pre-sales engineer")
    bench.add("staff", "name=He Wen", "role=Commercial manager")
    bench.add("staff", "name=Zhao Qi", "role=Seller")
    bench.add("customer", "name=Acme", "owner=Li Na")
    bench.ok("deal", "add", "--customer", "Acme", "--title", "Line", "--owner", "Li Na")
    return bench


def cell(coverage, role, stage):
    found = [one for one in coverage["cells"] if one["role"] == role and one["stage"] == stage]
    return found[0] if found else None


@test("/cli/team/assigns-shows-and-releases")
def assigns(bench):
    filled(bench)
    answer = bench.json("team", "assign", "Line", "Commercial manager", "He Wen", "--from", "7", "--until", "8", "--hours", "6")
    equal((answer["record"]["from_stage"], answer["record"]["until_stage"], answer["record"]["hours"]), (7, 8, 6))
    coverage = bench.json("team", "show", "Line")
    equal(cell(coverage, "Commercial manager", 7)["state"], "filled")
    equal(cell(coverage, "Commercial manager", 7)["person"], "He Wen")
    equal(cell(coverage, "Seller", 1)["person"], "Li Na")
    assert "He Wen" in bench.ok("team", "show", "Line").out
    bench.ok("team", "release", "Line", "Commercial manager", "He Wen", "--reason", "Other plans")
    after = cell(bench.json("team", "show", "Line"), "Commercial manager", 7)
    assert after is None or after["state"] != "filled", after
    bench.fails(REFUSED, "team", "release", "Line", "Commercial manager", "He Wen", says="does not have this role")


@test("/cli/team/undoes")
def undoes(bench):
    filled(bench)
    answer = bench.json("team", "assign", "Line", "Commercial manager", "He Wen")
    bench.ok("undo", str(answer["entry"]))
    equal([one["person"] for one in bench.json("team", "show", "Line")["members"]], ["Li Na"])


@test("/cli/team/refuses")
def refuses(bench):
    filled(bench)
    bench.ok("team", "assign", "Line", "Commercial manager", "He Wen", "--from", "7")
    bench.fails(REFUSED, "team", "assign", "Line", "Commercial manager", "Han Xu", "--from", "7", says="leads in stage 7 already")
    bench.fails(REFUSED, "team", "assign", "Line", "Sales manager", "Han Xu", says="not a role that people have")
    bench.fails(REFUSED, "team", "assign", "Line", "Commercial manager", "Han Xu", "--from", "6", "--until", "5", says="comes after")
    bench.fails(REFUSED, "--as", "Zhao Qi", "team", "assign", "Line", "Commercial manager", "Han Xu")
    bench.fails(REFUSED, "--as", "Zhao Qi", "team", "show", "Line")


@test("/cli/team/a-move-warns")
def warns(bench):
    filled(bench)
    reason = "They asked for the exchange at once"
    out = bench.ok("deal", "move", "Line", "3", "--override", "--reason", reason).out
    assert "Roles that stage 3 needs and nobody has: Pre-sales engineer." in out, out
    gaps = bench.json("team", "gaps")["gaps"]
    equal([(one["deal"], one["stage"], one["role"], one["asked"]) for one in gaps],
          [("Line", 3, "Pre-sales engineer", False), ("Line", 4, "Pre-sales engineer", False)])
    bench.ok("team", "assign", "Line", "Pre-sales engineer", "Han Xu", "--from", "3", "--until", "4")
    equal(bench.json("deal", "move", "Line", "4", "--override", "--reason", reason).get("missing_roles"), None)
    equal([one["role"] for one in bench.json("team", "gaps")["gaps"]], ["Pre-sales engineer", "Technical consultant"])


@test("/cli/team/gaps-of-nobody")
def gaps(bench):
    filled(bench)
    equal(bench.json("--as", "Zhao Qi", "team", "gaps")["gaps"], [])


if __name__ == "__main__":
    main()
