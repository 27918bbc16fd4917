# SPDX-License-Identifier: GPL-3.0-or-later
"""Rounds of floor - ours - floor, and what follows from them (platform.md 9)."""

import statistics

# A round whose two floors differ by more than this was disturbed, and is dropped.
LARGEST_DIFFERENCE = 0.25
# Rounds are begun until this many times the wished number have been tried.
PATIENCE = 3


class Sample:
    """One run: wall and processor time in milliseconds, and whatever else was seen."""

    def __init__(self, wall, cpu, **seen):
        self.wall, self.cpu, self.seen = wall, cpu, seen


class Round:
    def __init__(self, before, ours, after):
        self.before, self.ours, self.after = before, ours, after

    def floor(self, what):
        return (what(self.before) + what(self.after)) / 2

    def ratio(self, what):
        return what(self.ours) / self.floor(what) if self.floor(what) > 0 else None

    def is_disturbed(self):
        low, high = sorted([self.before.wall, self.after.wall])
        return high > low * (1 + LARGEST_DIFFERENCE)


class Rounds:
    """The rounds of one measure; those that were disturbed count, but are not used."""

    def __init__(self):
        self.used, self.dropped = [], 0

    def add(self, a_round):
        if a_round.is_disturbed():
            self.dropped += 1
        else:
            self.used.append(a_round)

    def run(self, wished, floor, ours):
        """Calls floor, ours, floor for `wished` good rounds, or until patience ends. The first, cold, is not counted."""
        floor(), ours()
        while len(self.used) < wished and len(self.used) + self.dropped < wished * PATIENCE:
            self.add(Round(floor(), ours(), floor()))
        return self

    def median(self, what):
        values = [value for value in map(what, self.used) if value is not None]
        return statistics.median(values) if values else None


def wall(sample):
    return sample.wall


def cpu(sample):
    return sample.cpu


class Measure:
    """One line of the answer."""

    def __init__(self, ident, title, unit, gate, target, gate_unit="x"):
        self.line = {"id": ident, "title": title, "unit": unit, "value": None, "floor": None, "ratio": None,
                     "gate": gate, "target": target, "gate_unit": gate_unit, "met": False, "target_met": False}

    def fill(self, rounds):
        """Values, floors and ratios by wall and by processor time: medians over the rounds that were used."""
        put = self.line.update
        put(value=rounds.median(lambda r: r.ours.wall), floor=rounds.median(lambda r: r.floor(wall)),
            ratio=rounds.median(lambda r: r.ratio(wall)),
            cpu_value=rounds.median(lambda r: r.ours.cpu), cpu_floor=rounds.median(lambda r: r.floor(cpu)),
            cpu_ratio=rounds.median(lambda r: r.ratio(cpu)), rounds=len(rounds.used), dropped=rounds.dropped)
        return self

    def judge(self, figure, most=None):
        """`figure` against gate and target; `most` is a further bound on the value itself."""
        if figure is not None:
            in_bounds = most is None or self.line["value"] <= most
            self.line["met"] = bool(figure <= self.line["gate"] and in_bounds)
            self.line["target_met"] = bool(figure <= self.line["target"] and in_bounds)
        if most is not None:
            self.line["most"] = most
        return self

    def note(self, **more):
        self.line.update(more)
        return self

    def fail(self, why):
        """Not measured, which is not met."""
        self.line["error"] = str(why)
        return self
