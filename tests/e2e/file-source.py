#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""file-source.py FILE: a small window that files can be dragged out of, as a file manager is."""
import sys

import gi

gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GLib, Gtk  # noqa: E402 (the versions must be required first)


def show(app, path):
    label = Gtk.Label(label='Drag Me', hexpand=True, vexpand=True)
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    uris = f'{Gio.File.new_for_path(path).get_uri()}\r\n'.encode()
    source.set_content(Gdk.ContentProvider.new_for_bytes('text/uri-list', GLib.Bytes.new(uris)))
    window = Gtk.ApplicationWindow(application=app, title='Files', child=label, decorated=False, default_width=160, default_height=120)
    window.add_controller(source)
    window.present()


def main():
    app = Gtk.Application(application_id=None, flags=Gio.ApplicationFlags.NON_UNIQUE)
    app.connect('activate', lambda _: show(app, sys.argv[1]))
    return app.run(sys.argv[:1])


if __name__ == '__main__':
    sys.exit(main())
