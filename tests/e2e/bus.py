# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's object on the session bus, as any program sees it."""
import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402 (the version must be required first)

import drive  # noqa: E402

NAME = 'io.github.pursuit.Pursuit'
PATH = '/io/github/pursuit/Pursuit/Automation'
INTERFACE = f'{NAME}.Automation1'

# How long the window may take for what must not take long.
PROMPT_MS = 2000


def error_name(error):
    """The name of an error of D-Bus, without what all of ours begin with."""
    return (Gio.DBusError.get_remote_error(error) or '').replace(f'{NAME}.Error.', '')


class Answer:
    """What Run gave: code, output and messages, or the name of an error."""

    def __init__(self):
        self.code = self.output = self.messages = self.error = None
        self.done = False

    def take(self, connection, result):
        try:
            self.code, self.output, self.messages = connection.call_finish(result).unpack()
        except GLib.Error as error:
            self.error = error_name(error) or error.message
        self.done = True

    def __repr__(self):
        return f'<{self.code}, {self.error}: {str(self.output)[:500]!r}, {str(self.messages)[:500]!r}>'


class Bus:
    """A connection of its own, so that leaving it is seen."""

    def __init__(self):
        address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION, None)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.changes, self.lists = [], []
        self.connection.signal_subscribe(NAME, INTERFACE, 'Changed', PATH, None, Gio.DBusSignalFlags.NONE,
                                         lambda *args: self.changes.append(args[5].unpack()))
        self.connection.signal_subscribe(NAME, 'org.freedesktop.DBus.Properties', 'PropertiesChanged', PATH, INTERFACE,
                                         Gio.DBusSignalFlags.NONE,
                                         lambda *args: self.lists.append(args[5].unpack()[1]['Databases']))
        self.context = GLib.MainContext.default()

    def listen_until(self, look, what):
        """Lets answers and signals come in until look() holds."""
        def step():
            while self.context.iteration(False):
                pass
            return look()
        return drive.wait_for(step, what)

    def databases(self):
        """The open files; none while there is no window."""
        try:
            reply = self.connection.call_sync(NAME, PATH, 'org.freedesktop.DBus.Properties', 'Get',
                                              GLib.Variant('(ss)', (INTERFACE, 'Databases')), None,
                                              Gio.DBusCallFlags.NO_AUTO_START, PROMPT_MS, None)
        except GLib.Error as error:
            if error.matches(Gio.dbus_error_quark(), Gio.DBusError.NAME_HAS_NO_OWNER):
                return []
            raise
        return reply.unpack()[0]

    def begin(self, *arguments, database='', folder=''):
        """Asks for a command; the answer comes in by and by."""
        answer = Answer()
        self.connection.call(NAME, PATH, INTERFACE, 'Run', GLib.Variant('(asss)', (arguments, database, folder)), None,
                             Gio.DBusCallFlags.NO_AUTO_START, GLib.MAXINT, None, answer.take)
        return answer

    def wait(self, answer):
        self.listen_until(lambda: answer.done, 'the answer')
        return answer

    def run(self, *arguments, **options):
        return self.wait(self.begin(*arguments, **options))

    def cancel(self):
        self.connection.call_sync(NAME, PATH, INTERFACE, 'Cancel', None, None, Gio.DBusCallFlags.NO_AUTO_START, PROMPT_MS,
                                  None)

    def leave(self):
        self.connection.close_sync(None)
