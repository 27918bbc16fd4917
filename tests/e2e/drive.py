# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a GTK 4 program as a person would: reads the window through AT-SPI, acts with real mouse and keyboard events.

    with drive.App([program, 'x.pursuit']) as app:
        entry = app.find('text', 'Search')
        entry.click()
        app.type('海康')
        app.drag(app.find('list item', 'Mill refit'), app.find('panel', 'Lead'))

Runs inside script/headless. What GTK 4.8 makes awkward, and how it is met here:
 - STATE_SHOWING is never set: what has an extent counts as shown (Node.shown).
 - AT-SPI has no screen coordinates: the X window's origin and its shadow are added (Node.rect).
 - Coordinates inside popovers are wrong: use Node.activate() or keys there.
 - `xdotool type` loses what is not on the keyboard: App.type() pastes such text.
 - `xdotool mousemove --sync` may never come back: it is not used.
 - Walking a full board takes more than a second: give App.find() the part to look in.
"""
import collections
import itertools
import os
import re
import subprocess
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402 (the version must be required first)

# For what must come: only what never does takes as long, whatever the disk and the processors are busy with.
PATIENCE = 90.0
# Seconds after which a command counts as hung.
LIMIT = 300
# How long a click is given before it is taken for lost.
CLICK_PATIENCE = 10.0
# Between two looks, and between the parts of a gesture: GTK must see them as events of their own.
LOOK_AGAIN = 0.05
GESTURE_STEP = 0.02
# A list longer than this is cut: no test needs its end, and a walk over it would take for ever.
MOST_CHILDREN = 400


class Missing(AssertionError):
    """What was looked for did not come up in time."""


def wait_for(look, what, patience=PATIENCE):
    """The first true answer of look(); the tree may change under it, which only means looking again."""
    deadline = time.monotonic() + patience
    while True:
        try:
            found = look()
            if found:
                return found
        except GLib.Error:
            pass
        if time.monotonic() > deadline:
            raise Missing(f'{what}: not within {patience:g} s')
        time.sleep(LOOK_AGAIN)


def _say(*command):
    """What a short command prints."""
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, timeout=LIMIT).stdout


class Node:
    """One accessible object of the program."""

    def __init__(self, app, accessible):
        self.app = app
        self.accessible = accessible

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def name(self):
        return self.accessible.get_name() or ''

    @property
    def description(self):
        return self.accessible.get_description() or ''

    @property
    def text(self):
        """What an entry or a label holds; for the rest, the name."""
        if self.accessible.get_text_iface() is None:
            return self.name
        count = Atspi.Text.get_character_count(self.accessible)
        return Atspi.Text.get_text(self.accessible, 0, count) if count else ''

    @property
    def shown(self):
        try:
            extents = self.accessible.get_extents(Atspi.CoordType.WINDOW)
        except GLib.Error:
            # Gone meanwhile, or nothing that has a place on the screen.
            return False
        return extents.width > 0 and extents.height > 0

    def has_state(self, state):
        """has_state('focused'): whether the object says so of itself."""
        self.accessible.clear_cache()
        return self.accessible.get_state_set().contains(getattr(Atspi.StateType, state.upper()))

    @property
    def parent(self):
        parent = self.accessible.get_parent()
        return Node(self.app, parent) if parent else None

    @property
    def children(self):
        count = min(self.accessible.get_child_count(), MOST_CHILDREN)
        return [Node(self.app, child) for child in (self.accessible.get_child_at_index(i) for i in range(count)) if child]

    def walk(self):
        """This object and all below it, in the order in which they are read."""
        # What AT-SPI keeps of names and children is told to forget: without a main loop it hears of no change.
        self.accessible.clear_cache()
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def walk_by_level(self):
        """The same, the nearest first: finds what lies over a full page, such as a toast, before its time is up."""
        self.accessible.clear_cache()
        queue = collections.deque([self])
        while queue:
            node = queue.popleft()
            yield node
            queue.extend(node.children)

    def find(self, role=None, name=None, shown=True, near=False, patience=PATIENCE):
        """The first object below this one with that role and a name that matches the pattern; near: level by level."""
        try:
            return wait_for(lambda: next(self._matches(role, name, shown, near), None),
                            f'{role or "something"} named {name!r} in {self}', patience)
        except Missing as missing:
            raise Missing(f'{missing}. There is:\n{self.outline()}') from None

    def outline(self, most=200):
        """What there is below this object, one line each, for whoever reads a failed test."""
        def lines(node, depth):
            yield '  ' * depth + repr(node) + ('' if node.shown else ' (not shown)')
            for child in node.children:
                yield from lines(child, depth + 1)
        return '\n'.join(itertools.islice(lines(self, 1), most))

    def find_all(self, role=None, name=None, shown=True):
        """All such objects there are right now."""
        return list(self._matches(role, name, shown))

    def _matches(self, role, name, shown, near=False):
        for node in self.walk_by_level() if near else self.walk():
            if ((role is None or node.role == role) and
                    (name is None or re.search(name, node.name)) and
                    (not shown or node.shown)):
                yield node

    def activate(self, action=0):
        """Calls the object's own action: the way into popovers and menus, where coordinates are wrong."""
        if not Atspi.Action.do_action(self.accessible, action):
            raise Missing(f'{self} has no action {action}')

    def set_text(self, text):
        """Replaces the text of an entry without a keyboard."""
        Atspi.EditableText.set_text_contents(self.accessible, text)

    @property
    def frame(self):
        node = self
        while node and node.role not in ('frame', 'dialog', 'window', 'alert'):
            node = node.parent
        if node is None:
            raise Missing(f'{self} is in no window')
        return node

    def rect(self):
        """x, y, width, height on the screen."""
        inner = self.frame.accessible.get_extents(Atspi.CoordType.WINDOW)
        x, y, width, height, (left, right, top, bottom) = self.app.window_geometry(self.frame.name)
        # What is left between the X window and the frame, beside the shadow, is a border drawn on both sides.
        x += left + (width - left - right - inner.width) // 2
        y += top + (height - top - bottom - inner.height) // 2
        extents = self.accessible.get_extents(Atspi.CoordType.WINDOW)
        return x + extents.x, y + extents.y, extents.width, extents.height

    def centre(self):
        x, y, width, height = self.rect()
        return x + width // 2, y + height // 2

    def click(self, button=1, times=1):
        self.app.click_at(*self.centre(), button, times)

    def click_until(self, look, what, tries=3):
        """Clicks until look() holds: like a person whose click went to a list that was just being read anew."""
        for left in reversed(range(tries)):
            self.click()
            try:
                return wait_for(look, what, PATIENCE if left == 0 else CLICK_PATIENCE)
            except Missing:
                if left == 0:
                    raise

    def scroll_into_view(self, most=80):
        """Turns the wheel over the pane that scrolls this object, until the object is within it."""
        pane = self.parent
        while pane and pane.role != 'scroll pane':
            pane = pane.parent
        if pane is None:
            raise Missing(f'nothing scrolls {self}')
        x, top, width, height = pane.rect()
        for _ in range(most):
            _, y, _, own_height = self.rect()
            if y >= top and y + own_height <= top + height:
                return
            self.app.click_at(x + width // 2, top + height // 2, 4 if y < top else 5)
        raise Missing(f'{self} does not come into view')

    def __repr__(self):
        return f'<{self.role} {self.name!r}>'


class App:
    """A program that was started here, and its accessible tree; as a context manager it is ended at the end."""

    def __init__(self, command, env=None, patience=PATIENCE):
        # Warnings of the accessibility bridge itself must not end the program; criticals are ours.
        environment = {**os.environ, 'G_DEBUG': 'fatal-criticals', **(env or {})}
        environment.pop('GTK_A11Y', None)
        self.process = subprocess.Popen([str(word) for word in command], env=environment)
        self._clipboard = None
        try:
            self.root = Node(self, wait_for(self._own_root, f'{command[0]} on the accessibility bus', patience))
            wait_for(self._window_ids, f'a window of {command[0]}', patience)
        except BaseException:
            self.close()
            raise

    def _own_root(self):
        if self.process.poll() is not None:
            raise Missing(f'the program ended with code {self.process.returncode}')
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child and child.get_process_id() == self.process.pid:
                return child
        return None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Ends the program, and the clipboard's owner."""
        for process in (self._clipboard, self.process):
            if process and process.poll() is None:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def wait_until_ended(self, patience=PATIENCE):
        """The exit code of a program that was asked to quit."""
        return self.process.wait(patience)

    # Finding

    def find(self, role=None, name=None, within=None, **options):
        return (within or self.root).find(role, name, **options)

    def find_all(self, role=None, name=None, within=None, **options):
        return (within or self.root).find_all(role, name, **options)

    def focused(self):
        """The object that has the keyboard."""
        return wait_for(lambda: next((n for n in self.root.walk() if n.has_state('focused')), None), 'the focus')

    def _window_ids(self):
        return _say('xdotool', 'search', '--onlyvisible', '--pid', self.process.pid).split()

    def window_geometry(self, title):
        """x, y, width, height and shadow (left, right, top, bottom) of the X window with that title."""
        window = wait_for(lambda: next((w for w in self._window_ids()
                                        if _say('xdotool', 'getwindowname', w).rstrip('\n') == title), None),
                          f'the window {title!r}')
        shape = dict(line.split('=') for line in _say('xdotool', 'getwindowgeometry', '--shell', window).split())
        shadow = re.search(r'= (\d+), (\d+), (\d+), (\d+)', _say('xprop', '-id', window, '_GTK_FRAME_EXTENTS'))
        return (*(int(shape[key]) for key in ('X', 'Y', 'WIDTH', 'HEIGHT')),
                tuple(int(side) for side in shadow.groups()) if shadow else (0, 0, 0, 0))

    # Acting

    def click_at(self, x, y, button=1, times=1):
        _say('xdotool', 'mousemove', x, y, 'sleep', '0.05', 'click', '--repeat', times, '--delay', '60', button)

    def key(self, *keys):
        """key('ctrl+k', 'Down', 'Return'): in the names of xdotool."""
        _say('xdotool', 'key', '--delay', '20', *keys)

    def type(self, text):
        """Types text that is on the keyboard; pastes the rest."""
        if re.fullmatch(r'[ -~]*', text):
            _say('xdotool', 'type', '--delay', '12', text)
        else:
            self.paste(text)

    def copy(self, data, kind=None):
        """Puts bytes into the clipboard, as another program would: kind is their media type, None for text."""
        if self._clipboard:
            self._clipboard.terminate()
            self._clipboard.wait()
        target = ['-target', kind] if kind else []
        # In the foreground (-quiet), so that it is ours to end; it owns the clipboard until then.
        self._clipboard = subprocess.Popen(['xclip', '-quiet', '-selection', 'clipboard', *target, '-in'],
                                           stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._clipboard.stdin.write(data)
        self._clipboard.stdin.close()
        command = ['xclip', '-selection', 'clipboard', *target, '-out']
        wait_for(lambda: subprocess.run(command, capture_output=True, check=False, timeout=LIMIT).stdout == data, 'the clipboard')

    def paste(self, text):
        """Puts text into the clipboard, and presses Ctrl+V."""
        self.copy(text.encode())
        self.key('ctrl+v')

    def drag(self, start, end, steps=12):
        """Drags one object onto another; either may be a Node or a point on the screen."""
        (x, y), (to_x, to_y) = (n.centre() if isinstance(n, Node) else n for n in (start, end))
        _say('xdotool', 'mousemove', x, y, 'sleep', '0.1', 'mousedown', 1, 'sleep', '0.1')
        for step in range(1, steps + 1):
            _say('xdotool', 'mousemove', x + (to_x - x) * step // steps, y + (to_y - y) * step // steps)
            time.sleep(GESTURE_STEP)
        # The target must have answered before the button is let go.
        _say('xdotool', 'sleep', '0.15', 'mouseup', 1)

    def screenshot(self, path):
        """The whole screen as a PNG."""
        _say('import', '-window', 'root', path)
