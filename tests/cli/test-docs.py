# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/cli.md tells the truth: its examples are run from the first to the last, and must answer as written.

“…” in an expected line stands for what differs from run to run, or is too long to print.
"""

import os
import re
import shlex
import sys

from harness import equal, main, test

DOCUMENT = os.path.abspath(sys.argv[2])


def read_examples():
    """Commands with their answers, and the files that they need."""
    examples, files, kind, name = [], {}, None, None
    with open(DOCUMENT, encoding="utf-8") as document:
        for line in document.read().splitlines():
            if line.startswith("```"):
                kind, _, name = line[3:].partition(" ") if kind is None else (None, None, None)
            elif kind == "csv":
                files[name] = files.get(name, "") + line + "\n"
            elif kind == "console" and line.startswith("$ "):
                examples.append((line[2:], []))
            elif kind == "console":
                examples[-1][1].append(line)
    return examples, files


def matches(line, expected):
    return re.fullmatch(".*".join(re.escape(part) for part in expected.split("…")), line) is not None


@test("/cli/docs/examples-answer-as-written")
def answers(bench):
    examples, files = read_examples()
    assert len(examples) > 20, len(examples)
    for name, content in files.items():
        bench.write(name, content)
    for command, expected in examples:
        program, *args = shlex.split(command)
        equal(program, "pursuitctl")
        answer = bench.run(*args, env={"PURSUIT_DB": bench.path("sales.pursuit")})
        if args[0] == "init":
            # the document says so
            bench.open_gates(bench.path("sales.pursuit"))
        found = answer.out.splitlines() if "--json" in args else (answer.err + answer.out).splitlines()
        assert len(found) == len(expected) and all(map(matches, found, expected)), \
            f"{command}\nfound:\n{chr(10).join(found)}\nexpected:\n{chr(10).join(expected)}"


@test("/cli/docs/names-every-command")
def names(bench):
    overview = bench.ok("--help").out.split("Commands:\n")[1].split("\n\n")[0]
    with open(DOCUMENT, encoding="utf-8") as document:
        headings = re.findall(r"^### (.+)$", document.read(), re.MULTILINE)
    equal(sorted(headings), sorted(line.strip().split("  ")[0] for line in overview.splitlines()))
    examples, _ = read_examples()
    for name in headings:
        assert any(re.search(rf"^pursuitctl (--json |--db \S+ )*{name}\b", command) for command, _ in examples), name


if __name__ == "__main__":
    main()
