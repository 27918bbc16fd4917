# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts of windows: time to the painted content, processor time at that moment, and memory once all is quiet."""

import json
import os
import select
import signal
import subprocess
import time

import fixtures
from rounds import Sample

PURSUIT = os.path.join(fixtures.BUILD, "src", "ui", "pursuit")
EMPTY = os.path.join(fixtures.BUILD, "tests", "bench", "bench-empty-window")
SIZE = "1600x1000"
LIMIT = 60    # seconds
SCROLLED_FRAMES = 240
# A window that has done nothing for so long is done with its first screen.
QUIET = 2.5    # seconds
TYPED = "hkws,海康威视,shanghai,公司,zhzg,138"


def read_pss(pid):
    """Megabytes of memory that are the process's own share: all of it, and what of that are pages of font files."""
    total = fonts = 0
    name = ""
    with open(f"/proc/{pid}/smaps") as file:
        for line in file:
            words = line.split()
            if not words[0].endswith(":"):
                name = words[5] if len(words) > 5 else ""
            elif words[0] == "Pss:":
                total += int(words[1])
                fonts += int(words[1]) if "/fonts/" in name else 0
    if total == 0:
        raise fixtures.Unavailable("the kernel does not say how much memory a process uses")
    return total / 1024, fonts / 1024


def read_cpu(pid):
    """Milliseconds of processor time so far, by all threads."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def read_line(process):
    ready, _, _ = select.select([process.stdout], [], [], LIMIT)
    line = process.stdout.readline() if ready else ""
    if not line:
        raise fixtures.Unavailable(f"{os.path.basename(process.args[0])} painted nothing: {process.stderr.read().strip()}"
                                   if process.poll() is not None else "nothing was painted in time")
    return json.loads(line)


def wait_until_quiet(pid):
    """After the first frame a window still gets the focus, is painted once more, and makes what could wait."""
    seen, since, end = read_cpu(pid), time.monotonic(), time.monotonic() + LIMIT
    while time.monotonic() < min(since + QUIET, end):
        time.sleep(0.1)
        cpu = read_cpu(pid)
        if cpu != seen:
            seen, since = cpu, time.monotonic()


def start(command):
    """Runs a program that says when it has painted, looks at it while it holds still, then and when it is quiet, and ends it."""
    t0 = time.monotonic_ns() // 1000
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env=dict(os.environ, PURSUIT_TRACE_T0=str(t0)))
    try:
        line = read_line(process)
        process.send_signal(signal.SIGSTOP)
        cpu, (painted, _) = read_cpu(process.pid), read_pss(process.pid)
        process.send_signal(signal.SIGCONT)
        wait_until_quiet(process.pid)
        process.send_signal(signal.SIGSTOP)
        pss, fonts = read_pss(process.pid)
        return line, cpu, {"pss": pss, "fonts": fonts, "painted": painted}
    finally:
        process.kill()
        process.communicate()


def start_empty():
    line, cpu, memory = start([EMPTY, SIZE])
    return Sample(line["first_frame_us"] / 1000, cpu, **memory)


def start_board(path):
    """The window on a database; it must be the board that it shows."""
    line, cpu, memory = start([PURSUIT, "--trace-start", "--size", SIZE, path])
    if line.get("view") != "board":
        raise fixtures.Unavailable(f"the window shows “{line.get('view')}”, not the board")
    return Sample(line["content_us"] / 1000, cpu, **memory, first_frame=line["first_frame_us"] / 1000)


def trace(path, what, value):
    """What the window says of itself once its content is painted."""
    done = subprocess.run([PURSUIT, "--trace-start", what, value, "--quit-after-paint", "--size", SIZE, path],
                          capture_output=True, text=True, timeout=LIMIT, check=False)
    lines = done.stdout.splitlines()
    if done.returncode != 0 or len(lines) != 2:
        raise fixtures.Unavailable(done.stderr.strip() or f"{what} said nothing")
    return json.loads(lines[1])


def scroll_board(path):
    """Processor time of a frame while a lane is scrolled."""
    seen = trace(path, "--trace-scroll", str(SCROLLED_FRAMES))
    frame = seen["cpu_us_per_frame"] / 1000
    return Sample(frame, frame, longest=seen["longest_us"] / 1000)


def type_in_bar(path):
    """What lies between a key and its painted answer, for words that many and few names have."""
    return trace(path, "--trace-type", TYPED)
