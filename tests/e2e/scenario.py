# SPDX-License-Identifier: GPL-3.0-or-later
"""A story told in steps, each a TAP case. The first step that fails ends the story, with a picture of the screen.

    story = scenario.Scenario('/e2e/board')
    with story.step('a card moves'):
        ...
    sys.exit(story.done())
"""
import contextlib
import os
import subprocess
import sys
import traceback


class Scenario:
    def __init__(self, path):
        self.path = path
        self.count = 0

    @contextlib.contextmanager
    def step(self, name):
        self.count += 1
        try:
            yield
        except Exception:
            print(f'not ok {self.count} {self.path}/{name}')
            traceback.print_exc()
            self._take_picture(name)
            sys.exit(self.done() or 1)
        print(f'ok {self.count} {self.path}/{name}', flush=True)

    def skip(self, name, reason):
        self.count += 1
        print(f'ok {self.count} {self.path}/{name} # SKIP {reason}', flush=True)

    def _take_picture(self, name):
        file = os.path.abspath(f'{self.path}/{name}.png'.strip('/').replace('/', '-').replace(' ', '-'))
        subprocess.run(['import', '-window', 'root', file], check=False, timeout=300)
        print(f'the screen at that moment: {file}', file=sys.stderr)

    def done(self):
        """Prints the plan; the exit code of a story that went well."""
        print(f'1..{self.count}')
        return 0
