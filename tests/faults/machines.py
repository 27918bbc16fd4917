# SPDX-License-Identifier: GPL-3.0-or-later
"""Several client machines over one folder on a server: share-fs mounted once for each, in a temporary folder.

Whatever becomes of this process, nothing stays mounted: share-fs ends with the pipe that it is held by.
"""

import os
import shutil
import subprocess
import tempfile

SHARE_TYPE = 'fuse.pursuit-share'


class CannotMount(Exception):
    """The reason why there are no machines here; what needs them is skipped."""


class Machine:
    """One mount of the server's folder."""

    def __init__(self, share_fs, server, folder, delay_us):
        self.folder = folder
        os.mkdir(folder)
        self.process = subprocess.Popen([share_fs, '--delay-us', str(delay_us), server, folder],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if self.process.stdout.readline() != b'mounted\n':
            self.stop()
            raise CannotMount('nothing can be mounted here')

    def set(self, **settings):
        """Says what the network does, all of it at once."""
        with open(os.path.join(self.folder, '.control'), 'wb', buffering=0) as control:
            control.write(''.join(f'{key}={value}\n' for key, value in settings.items()).encode())

    def counts(self):
        with open(os.path.join(self.folder, '.control'), encoding='ascii') as control:
            return {key: int(value) for key, value in (line.split('=') for line in control)}

    def stop(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
        os.rmdir(self.folder)


class Machines:
    """A server and its machines; use it in a with statement."""

    def __init__(self, share_fs, count, delay_us=0, parent=None):
        if not share_fs:
            raise CannotMount('built without fuse3')
        try:
            os.close(os.open('/dev/fuse', os.O_RDWR))
        except OSError as error:
            raise CannotMount(f'/dev/fuse: {error.strerror}') from None
        self.dir = tempfile.mkdtemp(prefix='pursuit-share-', dir=parent)
        self.server = os.path.join(self.dir, 'server')
        os.mkdir(self.server)
        self.machines = []
        try:
            for number in range(count):
                self.machines.append(Machine(share_fs, self.server, os.path.join(self.dir, f'machine-{number}'), delay_us))
        except CannotMount:
            self.close()
            raise

    def path(self, number, name):
        """What that machine calls a file of the server."""
        return os.path.join(self.machines[number].folder, name)

    def close(self):
        for machine in self.machines:
            machine.stop()
        shutil.rmtree(self.dir)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
