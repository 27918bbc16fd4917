# SPDX-License-Identifier: GPL-3.0-or-later
"""P2c: how long a window does not listen while 100 000 customers and as many contacts are imported in it."""

import json
import os
import statistics
import subprocess
import threading
import time

import fixtures
import window
from rounds import Measure

LEAST_MS = 2        # stalls that are shorter are not told
QUIET = 1.0         # seconds without one, before and after the import
FRAME_MS = 1000 / 60


class Listener:
    """What a window tells of its stalls, as (monotonic ms at the end, wall ms, processor ms)."""

    def __init__(self, process):
        self.stalls, self.heard_at = [], time.monotonic()
        self.thread = threading.Thread(target=self.listen, args=(process.stdout,), daemon=True)
        self.thread.start()

    def listen(self, stream):
        for line in stream:
            told = json.loads(line)
            self.stalls.append((told["at_us"] / 1000, told["stall_us"] / 1000, told["cpu_us"] / 1000))
            self.heard_at = time.monotonic()

    def wait_for_quiet(self):
        until = time.monotonic() + window.LIMIT
        begin = time.monotonic()
        while time.monotonic() < until and time.monotonic() - max(begin, self.heard_at) < QUIET:
            time.sleep(QUIET / 10)


def import_in_window():
    """The longest stall and its processor time, from before the import until the window has shown what came of it."""
    path = os.path.join(fixtures.FOLDER, "stalls.pursuit")
    fixtures.remove(path)
    fixtures.ctl("--db", path, "init")
    process = subprocess.Popen([window.PURSUIT, "--trace-start", "--trace-stalls", str(LEAST_MS), "--size", window.SIZE, path],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        window.read_line(process)
        listener = Listener(process)
        listener.wait_for_quiet()
        begin = time.monotonic() * 1000
        for kind, file in zip(("customers", "contacts"), fixtures.import_files()):
            fixtures.ctl("--db", path, "--via-window", "import", kind, file)
        listener.wait_for_quiet()
    finally:
        process.kill()
        process.communicate()
        fixtures.remove(path)
    seen = [(wall, cpu) for at, wall, cpu in listener.stalls if at >= begin]
    return max(seen, default=(0, 0)), sum(1 for wall, _ in seen if wall > FRAME_MS)


def measure_stalls(options):
    p2c = Measure("P2c", "longest stall of the window during an import", "ms", 50, 16, "ms")
    try:
        runs = [import_in_window() for _ in range(options.rounds)]
        value = statistics.median(wall for (wall, _), _ in runs)
        p2c.note(value=value, floor=FRAME_MS, ratio=value / FRAME_MS, growth=value, rounds=len(runs), dropped=0,
                 cpu_value=statistics.median(cpu for (_, cpu), _ in runs),
                 longer_than_a_frame=statistics.median(n for _, n in runs)).judge(value)
    except fixtures.Unavailable as why:
        p2c.fail(why)
    return [p2c]
