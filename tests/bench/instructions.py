#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many instructions the hot paths take, against tests/bench/baseline.json; writes TAP.

instructions.py PATHS PURSUITCTL BASELINE [--write]

Callgrind counts the same however busy the machine is, so a path that takes a tenth more than it did is a regression, not
noise. With --write the baseline is written anew: do so when a path became dearer for a reason, and say it in the commit.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

MOST = 1.10
CUSTOMERS = 400
IMPORTED = 1000
# How often each path is walked.
PATHS = {"board": 40, "create": 100, "fold": 2000, "list": 40, "move": 40}


def environment(folder):
    """A computer that has seen no other database, and no help for those who look for mistakes: both cost instructions."""
    return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": folder, "G_SLICE": "always-malloc",
            "GSETTINGS_BACKEND": "memory", "PURSUIT_STATE_HOME": os.path.join(folder, "state"),
            "PURSUIT_BACKUP_HOME": os.path.join(folder, "backups")}


def count(command, folder, *options):
    """The instructions of a command, which must succeed."""
    out = os.path.join(folder, "callgrind.out")
    done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *options, *command],
                          capture_output=True, text=True, env=environment(folder), check=False)
    if done.returncode != 0:
        sys.exit(f"Bail out! {' '.join(command)}: {done.stderr}")
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


class Bench:
    def __init__(self, paths, pursuitctl, folder):
        self.paths, self.pursuitctl, self.folder = paths, pursuitctl, folder
        self.db = os.path.join(folder, "demo.pursuit")
        self.ctl("--db", self.db, "demo", "--customers", str(CUSTOMERS), "--seed", "1")

    def ctl(self, *words):
        subprocess.run([self.pursuitctl, *words], check=True, stdout=subprocess.DEVNULL, env=environment(self.folder))

    def walk(self, path, times):
        """A copy of the database each time: what one path writes is not there for the next."""
        copy = os.path.join(self.folder, "copy.pursuit")
        shutil.copy(self.db, copy)
        return count([self.paths, copy, path, str(times)], self.folder, "--toggle-collect=bench_path_run")

    def run_import(self):
        """The whole program, less what it takes to do nothing."""
        csv, db = (os.path.join(self.folder, name) for name in ("customers.csv", "import.pursuit"))
        with open(csv, "w", encoding="utf-8") as file:
            file.write("name,region,industry,phone,employees\n")
            for n in range(IMPORTED):
                file.write(f"杭州第{n}机床厂有限公司,浙江,机械,0571-{88000000 + n},{n}\n")
        self.ctl("--db", db, "init")
        nothing = count([self.pursuitctl, "--db", db, "check"], self.folder)
        return count([self.pursuitctl, "--db", db, "import", "customers", csv], self.folder) - nothing


def measure(paths, pursuitctl):
    folder = tempfile.mkdtemp(prefix="pursuit-instructions-")
    try:
        bench = Bench(os.path.abspath(paths), os.path.abspath(pursuitctl), folder)
        for path, times in PATHS.items():
            yield path, bench.walk(path, times) // times
        yield "import", bench.run_import() // IMPORTED
    finally:
        shutil.rmtree(folder)


def read_makers():
    """What decides about the count besides our code: another compiler or library takes another number of instructions."""
    done = subprocess.run(["dpkg-query", "-W", "gcc", "libc6", "libglib2.0-0", "libsqlite3-0", "valgrind"],
                          capture_output=True, text=True, check=False)
    makers = dict(line.split("\t") for line in done.stdout.splitlines())
    makers = {package.partition(":")[0]: version for package, version in makers.items()}
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        makers["avx2"] = "yes" if re.search(r"\bavx2\b", file.read()) else "no"
    return makers


def judge(number, path, seen, baseline):
    known = baseline.get(path)
    if known is None:
        print(f"not ok {number} - /bench/instructions/{path} is not in the baseline ({seen} seen)")
        return
    verdict = "ok" if seen <= known * MOST else "not ok"
    print(f"{verdict} {number} - /bench/instructions/{path}")
    print(f"# {seen} instructions, {100 * (seen - known) / known:+.1f} % of {known}", flush=True)


def main():
    paths, pursuitctl, file = sys.argv[1:4]
    print("TAP version 13")
    if not shutil.which("valgrind") or not shutil.which("dpkg-query"):
        print("1..0 # SKIP valgrind is not installed, or this is not Debian")
        return
    makers = read_makers()
    if "--write" in sys.argv:
        with open(file, "w", encoding="utf-8") as out:
            json.dump({"made_with": makers, "instructions": dict(measure(paths, pursuitctl))}, out, indent=2)
            out.write("\n")
        return
    with open(file, encoding="utf-8") as known:
        baseline = json.load(known)
    if baseline["made_with"] != makers:
        print(f"1..0 # SKIP the baseline was made with {baseline['made_with']}, here is {makers}")
        return
    print(f"1..{len(PATHS) + 1}")
    for number, (path, seen) in enumerate(measure(paths, pursuitctl), 1):
        judge(number, path, seen, baseline["instructions"])


main()
