# SPDX-License-Identifier: GPL-3.0-or-later
"""script/bench: the measures of platform.md 9, their gates and targets. See docs/bench.md."""

import argparse
import json
import os
import subprocess
import sys

import engine
import fixtures
import window
from rounds import Measure, Rounds

P3_MOST_MS = 3


def measure_start(options):
    """P1: start to board painted with 10 000 open deals, against an empty window. P7: memory at that moment."""
    p1 = Measure("P1", "start to board painted, 10 000 open deals, against an empty window", "ms", 2.0, 1.35)
    p7 = Measure("P7", "PSS at the first screen above that of an empty window, 10 000 open deals", "MB", 25, 12, "MB")
    try:
        path = fixtures.database("10k-open")
        rounds = Rounds().run(options.rounds, window.start_empty, lambda: window.start_board(path))
        p1.fill(rounds).judge(p1.line["ratio"])
        p1.note(first_frame=rounds.median(lambda r: r.ours.seen["first_frame"]))
        floor, value = rounds.median(lambda r: r.floor(pss)), rounds.median(lambda r: r.ours.seen["pss"])
        p7.note(value=value, floor=floor, ratio=value / floor, growth=value - floor,
                rounds=len(rounds.used), dropped=rounds.dropped).judge(value - floor)
    except fixtures.Unavailable as why:
        p1.fail(why)
        p7.fail(why)
    return [p1, p7]


def pss(sample):
    return sample.seen["pss"]


def measure_growth(options):
    """P1b and P7b: the same start on a small and on a large database."""
    large = "1m" if options.long else "100k-open"
    customers, n_open = fixtures.SIZES[large]
    words = f"{customers} customers and over {n_open} open deals, against 1000 customers"
    p1b = Measure("P1b", f"start to board painted with {words}", "ms", 1.15, 1.05)
    p7b = Measure("P7b", f"growth of PSS at the first screen with {words}", "MB", 80, 50, "MB")
    try:
        many, few = fixtures.database(large), fixtures.database("1k")
        rounds = Rounds().run(options.rounds, lambda: window.start_board(few), lambda: window.start_board(many))
        p1b.fill(rounds).judge(p1b.line["ratio"])
        floor, value = rounds.median(lambda r: r.floor(pss)), rounds.median(lambda r: r.ours.seen["pss"])
        p7b.note(value=value, floor=floor, ratio=value / floor, growth=value - floor,
                 rounds=len(rounds.used), dropped=rounds.dropped).judge(value - floor)
    except fixtures.Unavailable as why:
        p1b.fail(why)
        p7b.fail(why)
    return [p1b, p7b]


def measure_import(options):
    """P2: 100 000 customers and 100 000 contacts."""
    p2 = Measure("P2", "import of 100 000 customers and 100 000 contacts, against sqlite3 .import", "ms", 5, 2)
    try:
        both = engine.Import()
        rounds = Rounds().run(options.rounds, both.run_floor, both.run_ours)
        p2.fill(rounds).judge(p2.line["ratio"]).note(peak_mb=rounds.median(lambda r: r.ours.seen["peak"]))
        both.remove()
    except fixtures.Unavailable as why:
        p2.fail(why)
    return [p2]


def measure_board(options):
    """P3: what the board shows at first, at several sizes; the hardest is called P3."""
    sizes = [("P3@1k", "1k"), ("P3@10k", "10k-open"), ("P3", "100k-open")] + ([("P3@1m", "1m")] if options.long else [])
    lines = []
    for ident, name in sizes:
        measure = Measure(ident, "data of the board's first frame, 20 cards a lane, against bare SQL", "ms", 5, 2)
        lines.append(measure)
        try:
            rounds, answer = engine.read_board(fixtures.database(name), options.rounds)
            measure.fill(rounds).judge(measure.line["ratio"], P3_MOST_MS)
            measure.note(open_deals=answer["open_deals"], customers=fixtures.SIZES[name][0], counters=answer["counters"])
        except fixtures.Unavailable as why:
            measure.fail(why)
    return lines


MEASURES = [({"P1", "P7"}, measure_start), ({"P1b", "P7b"}, measure_growth), ({"P2"}, measure_import), ({"P3"}, measure_board)]


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
    is_ratio = line["gate_unit"] == "x"
    figure = f"{line['ratio']:.2f} x" if is_ratio else f"+{line['growth']:.1f} MB"
    unit = "x" if is_ratio else "MB"
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
