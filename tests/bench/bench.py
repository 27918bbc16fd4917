# SPDX-License-Identifier: GPL-3.0-or-later
"""script/bench: the measures of platform.md 9, their gates and targets. See docs/bench.md."""

import argparse
import json
import os
import subprocess
import sys

import fixtures
from measures import MEASURES


def read_build_type():
    done = subprocess.run(["meson", "introspect", "--buildoptions", fixtures.BUILD], capture_output=True, text=True, check=True)
    options = {option["name"]: option["value"] for option in json.loads(done.stdout)}
    return f"{options['buildtype']} (-O{options['optimization']}{' -g' if options['debug'] else ''})"


def shorten(value):
    return round(value, 3) if isinstance(value, float) else value


def tell(line):
    """One row of the table for people."""
    if "error" in line:
        fixtures.say(f"{line['id']:7} not measured: {line['error']}")
        return
    unit = line["gate_unit"]
    figure = {"x": "{ratio:.2f} x", "MB": "+{growth:.1f} MB", "ms": "{value:.1f} ms", "wrong": "{value} wrong"}[unit].format(**line)
    verdict = "target met" if line["target_met"] else "gate met" if line["met"] else "GATE MISSED"
    fixtures.say(f"{line['id']:7} {line['value']:9.2f} {line['unit']}  floor {line['floor']:9.2f}  {figure:>9}"
                 f"  gate {line['gate']} {unit}, target {line['target']} {unit}: {verdict}"
                 f"  ({line['rounds']} rounds, {line['dropped']} dropped)  {line['title']}")


def read_options():
    parser = argparse.ArgumentParser(prog="script/bench", description="Measures the program beside what it is made of.")
    parser.add_argument("--quick", action="store_true", help="three rounds instead of nine")
    parser.add_argument("--long", action="store_true", help="with a million customers where a measure asks for many")
    parser.add_argument("--json", metavar="FILE", help="write the lines to FILE too")
    parser.add_argument("only", nargs="*", metavar="ID", help="only these measures")
    options = parser.parse_args()
    options.rounds = 3 if options.quick else 9
    known = set().union(*(idents for idents, _ in MEASURES))
    if set(options.only) - known:
        parser.error(f"there is no {', '.join(sorted(set(options.only) - known))}; the measures are {', '.join(sorted(known))}")
    return options


def main():
    options = read_options()
    common = {"build_type": read_build_type(), "processors": os.cpu_count()}
    file = open(options.json, "w", encoding="utf-8") if options.json else None
    failed = False
    for idents, function in MEASURES:
        if options.only and not idents & set(options.only):
            continue
        for measure in function(options):
            line = {key: shorten(value) for key, value in {**measure.line, **common}.items()}
            text = json.dumps(line, ensure_ascii=False)
            print(text, flush=True)
            if file:
                print(text, file=file, flush=True)
            tell(line)
            failed = failed or not line["met"]
    if file:
        file.close()
    return 1 if failed else 0


sys.exit(main())
