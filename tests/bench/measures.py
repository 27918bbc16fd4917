# SPDX-License-Identifier: GPL-3.0-or-later
"""The measures of platform.md 9, each a function that gives its lines."""

import statistics

import crowd
import engine
import fixtures
import stalls
import window
from rounds import Measure, Rounds

P3_MOST_MS = 3
P3C_MOST_MS = 12
P5B_SECONDS = 20
FRAME_MS = 1000 / 60


def measure_start(options):
    """P1: start to board painted with 10 000 open deals, against an empty window. P7: memory once both are quiet."""
    p1 = Measure("P1", "start to board painted, 10 000 open deals, against an empty window", "ms", 2.0, 1.35)
    p7 = Measure("P7", "PSS at the first screen above that of an empty window, 10 000 open deals", "MB", 25, 12, "MB")
    try:
        path = fixtures.database("10k-open")
        rounds = Rounds().run(options.rounds, window.start_empty, lambda: window.start_board(path))
        p1.fill(rounds).judge(p1.line["ratio"])
        p1.note(first_frame=rounds.median(lambda r: r.ours.seen["first_frame"]))
        floor, value = rounds.median(lambda r: r.floor(pss)), rounds.median(lambda r: r.ours.seen["pss"])
        p7.note(value=value, floor=floor, ratio=value / floor, growth=value - floor,
                fonts=rounds.median(lambda r: r.ours.seen["fonts"]),
                growth_when_painted=rounds.median(lambda r: r.ours.seen["painted"] - r.floor(painted)),
                rounds=len(rounds.used), dropped=rounds.dropped).judge(value - floor)
    except fixtures.Unavailable as why:
        p1.fail(why)
        p7.fail(why)
    return [p1, p7]


def pss(sample):
    return sample.seen["pss"]


def painted(sample):
    return sample.seen["painted"]


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


def measure_scroll(options):
    """P3c: processor time of one scrolled frame with 100 000 cards, against 1 000 customers' cards."""
    measure = Measure("P3c", "processor time of one scrolled frame of the board, 100 000 open deals against 200", "ms", 1.2, 1.2)
    try:
        many, few = fixtures.database("100k-open"), fixtures.database("1k")
        rounds = Rounds().run(options.rounds, lambda: window.scroll_board(few), lambda: window.scroll_board(many))
        measure.fill(rounds).judge(measure.line["ratio"], P3C_MOST_MS)
        measure.note(longest=rounds.median(lambda r: r.ours.seen["longest"]))
    except fixtures.Unavailable as why:
        measure.fail(why)
    return [measure]


def measure_names(options):
    """P4: the search of names itself, a million of them, pinyin included, beside memmem() over the same texts."""
    n = 1000000 if options.long else 300000
    measure = Measure("P4", f"99th percentile of a search among {n} names, in memory", "ms", 50, 16, "ms")
    try:
        seen = engine.search_names(n, options.rounds)
        measure.note(value=seen["p99_ms"], floor=seen["floor_p99_ms"], ratio=seen["p99_ms"] / seen["floor_p99_ms"],
                     rounds=options.rounds, dropped=0, p50=seen["p50_ms"], load=seen["load_ms"],
                     mb=seen["bytes"] / 1e6).judge(seen["p99_ms"])
    except fixtures.Unavailable as why:
        measure.fail(why)
    return [measure]


def measure_typing(options):
    """P4b: from a key in the command bar to the painted answer, in frames of 60 Hz."""
    name = "1m" if options.long else "100k-open"
    measure = Measure("P4b", f"a key in the command bar until its answer is painted, {fixtures.SIZES[name][0]} customers", "ms",
                      4 * FRAME_MS, 2 * FRAME_MS, "ms")
    try:
        path = fixtures.database(name)
        runs = [window.type_in_bar(path) for _ in range(options.rounds)]
        p95 = statistics.median(run["p95_us"] for run in runs) / 1000
        measure.note(value=p95, floor=FRAME_MS, ratio=p95 / FRAME_MS, rounds=len(runs), dropped=0,
                     p50=statistics.median(run["p50_us"] for run in runs) / 1000).judge(p95)
    except fixtures.Unavailable as why:
        measure.fail(why)
    return [measure]


def measure_move(options):
    """P5: a deal moved and committed, in memory, so that the work is measured and not the disk."""
    measure = Measure("P5", "a deal moved, committed and journalled, against a bare UPDATE and INSERT", "ms", 10, 4)
    try:
        rounds = engine.move_deals(fixtures.database("10k-open"), options.rounds)
        measure.fill(rounds).judge(measure.line["ratio"])
    except fixtures.Unavailable as why:
        measure.fail(why)
    return [measure]


def measure_crowd(options):
    """P5b: thirty processes save together, against one that saves alone."""
    measure = Measure("P5b", "99th percentile of a save, 30 processes at 58 saves a second on a local disk", "ms", 150, 50, "ms")
    try:
        alone, together = crowd.save(1, P5B_SECONDS / 4), crowd.save(30, P5B_SECONDS)
        measure.note(value=together["p99 ms"], floor=alone["p99 ms"], ratio=together["p99 ms"] / max(alone["p99 ms"], 0.1),
                     rounds=1, dropped=0, saves=together["acknowledged"], lost=together["acknowledged"] - together["found"],
                     busy=together["busy"])
        measure.judge(together["p99 ms"])
        if measure.line["lost"] or measure.line["busy"]:
            measure.fail(f"{measure.line['lost']} saves lost, {measure.line['busy']} refused because the file was busy")
    except fixtures.Unavailable as why:
        measure.fail(why)
    return [measure]


def measure_report(options):
    """P6: pipeline, conversion and velocity from kept figures, of many deals and of few."""
    measure = Measure("P6", "the report of pipeline, conversion and velocity", "ms", 20, 5, "ms")
    try:
        few, _ = engine.read_report(fixtures.database("1k"), options.rounds)
        many, n_deals = engine.read_report(fixtures.database("1m" if options.long else "100k-open"), options.rounds)
        value, floor = (statistics.median(sample.wall for sample in samples) for samples in (many, few))
        measure.note(title=f"{measure.line['title']}, {n_deals} deals", value=value, floor=floor, ratio=value / floor,
                     rounds=len(many), dropped=0).judge(value)
    except fixtures.Unavailable as why:
        measure.fail(why)
    return [measure]


def measure_exactness(options):
    """P4c and P6b: answers that have to be the same, asked by the tests that know both."""
    lines = []
    for ident, title, program, words in (
            ("P4c", "searches for a part of a name find what LIKE finds", "store/test-names", ["-p", "/store/names/finds-what-like-finds"]),
            ("P6b", "kept figures after random changes are those of a recount", "service/test-service-summaries",
             ["-m", "slow"] if options.long else [])):
        if options.only and ident not in options.only:
            continue
        measure = Measure(ident, title, "", 0, 0, "wrong")
        code, message = engine.run_test(program, words)
        measure.note(value=code, floor=0, ratio=0, rounds=1, dropped=0).judge(code)
        lines.append(measure.fail(message) if code else measure)
    return lines


MEASURES = [
    ({"P1", "P7"}, measure_start),
    ({"P1b", "P7b"}, measure_growth),
    ({"P2"}, measure_import),
    ({"P2c"}, stalls.measure_stalls),
    ({"P3"}, measure_board),
    ({"P3c"}, measure_scroll),
    ({"P4"}, measure_names),
    ({"P4b"}, measure_typing),
    ({"P5"}, measure_move),
    ({"P5b"}, measure_crowd),
    ({"P6"}, measure_report),
    ({"P4c", "P6b"}, measure_exactness),
]
