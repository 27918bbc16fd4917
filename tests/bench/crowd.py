# SPDX-License-Identifier: GPL-3.0-or-later
"""Many processes that save into one file: the writers of the fault suite, without anybody killing them."""

import json
import os
import subprocess
import sys
import tempfile

import fixtures

FAULTS = os.path.join(fixtures.ROOT, "tests", "faults")
WRITER = os.path.join(fixtures.BUILD, "tests", "faults", "faults-writer")
SAVES_PER_SECOND = 58


def save(n_processes, seconds):
    """The figures of so many processes that save together, each as often as one of thirty; nothing may be lost."""
    with tempfile.TemporaryDirectory(prefix="pursuit-bench-") as folder:
        figures = os.path.join(folder, "figures.jsonl")
        done = subprocess.run([sys.executable, os.path.join(FAULTS, "processes.py"), WRITER, "", "--figures", figures,
                               "--seconds", str(seconds), "--crowd", str(n_processes), "--rate", str(SAVES_PER_SECOND / 30)],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise fixtures.Unavailable(done.stderr.strip() or done.stdout.strip())
        with open(figures, encoding="utf-8") as file:
            return json.loads(file.readline())
