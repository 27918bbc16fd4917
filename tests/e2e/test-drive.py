#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-drive.py SAMPLE: the harness on a window that has one of each."""
import sys

import drive
import scenario


def expect(node, text):
    drive.wait_for(lambda: node.text == text, f'{node} with the text {text!r}')


def main():
    story = scenario.Scenario('/e2e/drive')
    with drive.App([sys.argv[1]]) as app:
        frame = app.find('frame', '^Sample$')
        entry = frame.find('text', '^Name$')
        greet = frame.find(name='^Greet$')

        with story.step('typing goes where one clicked'):
            entry.click()
            app.type('Ada L.')
            expect(entry, 'Ada L.')
            assert entry.has_state('focused'), 'the entry was clicked, so it has the focus'

        with story.step('a click presses the button'):
            greet.click()
            frame.find('label', '^Hello Ada L[.]$')

        with story.step('keys replace, and Chinese is pasted whole'):
            entry.click()
            app.key('ctrl+a')
            app.type('海康威视 Lead-3')
            expect(entry, '海康威视 Lead-3')
            app.key('Tab', 'space')
            frame.find('label', '^Hello 海康威视 Lead-3$')

        with story.step('a menu is reached by its own actions'):
            frame.find('push button', '^Menu$').activate()
            app.find('menu item', '^Clear$').activate()
            expect(entry, '')

        with story.step('a card is dragged onto its target'):
            app.drag(frame.find(name='^Card$'), frame.find('label', '^Empty$'))
            frame.find('label', '^Card$')

        with story.step('what is not there is said by name'):
            try:
                frame.find('push button', '^Nowhere$', patience=0.2)
            except drive.Missing as missing:
                assert 'Nowhere' in str(missing), missing
            else:
                raise AssertionError('a button that does not exist was found')
    return story.done()


if __name__ == '__main__':
    sys.exit(main())
