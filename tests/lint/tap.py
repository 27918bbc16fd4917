# SPDX-License-Identifier: GPL-3.0-or-later
"""The Test Anything Protocol, as Meson reads it."""
import sys


class Tap:
    """Prints one line per case; done() prints the plan and gives the exit code."""

    def __init__(self):
        self.count = 0
        self.failures = 0

    def case(self, name, problems):
        """A case that passes when problems is empty; each problem is printed below the case that failed."""
        problems = list(problems)
        self.count += 1
        self.failures += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {self.count} {name}")
        for problem in problems:
            # Meson keeps TAP to itself; of a test that failed it shows what went to stderr.
            print(f'# {problem}', file=sys.stdout if sys.stdout.isatty() else sys.stderr)

    def skip(self, name, reason):
        self.count += 1
        print(f'ok {self.count} {name} # SKIP {reason}')

    def done(self):
        print(f'1..{self.count}')
        return 1 if self.failures else 0
