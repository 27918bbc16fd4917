#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files and functions stay small enough to be read in one go."""
import re
import sys

import tap
import tree

FILE_LIMIT = 1000
HEADER_LIMIT = 250
FUNCTION_LIMIT = 60
TEST_LIMIT = 80

LABEL = re.compile(r'^\s*(case\b.*:|default\s*:|return\b.*;|break;)')


class Function:
    """A function definition: its name, its first line and its body with comments blanked out."""

    def __init__(self, name, line, body):
        self.name = name
        self.line = line
        self.body = body

    def length(self):
        """Lines between the braces, tables not counted."""
        return self.body.count('\n') - 1 - self._table_lines()

    def _table_lines(self):
        return sum(match.group().count('\n')
                   for match in re.finditer(r'\bstatic const\b[^;={]*=\s*\{.*?\};', self.body, re.S))

    def is_table(self):
        """class_init lists what a class has; a flat switch maps one thing to another."""
        if self.name.endswith('_class_init'):
            return True
        lines = [line for line in self.body.split('\n') if line.strip(' {}')]
        labels = sum(1 for line in lines if LABEL.match(line))
        return len(re.findall(r'\bswitch\b', self.body)) == 1 and labels * 2 >= len(lines)


def blank_preprocessor(text):
    """Directives with their continuation lines blanked out: their braces need not balance."""
    return re.sub(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*', lambda m: re.sub(r'[^\n]', ' ', m.group()), text, flags=re.M)


def name_before(head):
    """The function name in what stands before a top-level brace, or None for a struct, an enum or a table."""
    head = head.rstrip()
    if not head.endswith(')') or '=' in head:
        return None
    depth = 0
    for position in range(len(head) - 1, -1, -1):
        depth += {')': 1, '(': -1}.get(head[position], 0)
        if depth == 0:
            match = re.search(r'(\w+)\s*$', head[:position])
            return match.group(1) if match else None
    return None


def functions(source):
    """All function definitions of a C file, by counting braces."""
    text = blank_preprocessor(tree.without_comments(source))
    depth, head_start, body_start = 0, 0, 0
    for match in re.finditer(r'[{};]', text):
        mark = match.group()
        if mark == '{':
            if depth == 0:
                body_start = match.start()
            depth += 1
        elif mark == '}':
            depth -= 1
            if depth == 0:
                name = name_before(text[head_start:body_start])
                if name:
                    yield Function(name, tree.line_of(text, body_start), text[body_start:match.end()])
                head_start = match.end()
        elif depth == 0:
            head_start = match.end()


def long_files():
    for name in tree.files('src', 'data', 'tests', 'script'):
        limit = HEADER_LIMIT if name.endswith('.h') else FILE_LIMIT
        if name.startswith('tests/fixtures/') or not name.endswith(('.c', '.h', '.py', '.css', '.ui')) :
            continue
        count = tree.read(name).count('\n')
        if count > limit:
            yield f'{name}: {count} lines, {limit} at most: split it by aspect'


def long_functions(folder, limit):
    for name in tree.files(folder, suffixes=('.c',)):
        for function in functions(tree.read(name)):
            if function.length() > limit and not function.is_table():
                yield f'{name}:{function.line}: {function.name}() has {function.length()} lines, {limit} at most'


SAMPLE = '''
#define OPEN {
static const int table[] = { 1, 2 };
struct _Foo { int a; };
int
one (int a)
{ /* } */
  const char *s = "}{";
  if (a)
    { return 1; }
  return s[0];
}
G_DEFINE_TYPE (Foo, foo, G_TYPE_OBJECT)
static void foo_class_init (FooClass *klass) {
}
'''


def wrong_counts():
    """The counter itself, on a sample that has what could mislead it."""
    found = [(f.name, f.line, f.length()) for f in functions(SAMPLE)]
    expected = [('one', 7, 4), ('foo_class_init', 14, 0)]
    if found != expected:
        yield f'expected {expected}, found {found}'


def main():
    out = tap.Tap()
    out.case('/lint/sizes/counter', wrong_counts())
    out.case('/lint/sizes/files', long_files())
    out.case('/lint/sizes/functions', long_functions('src', FUNCTION_LIMIT))
    out.case('/lint/sizes/test-functions', long_functions('tests', TEST_LIMIT))
    return out.done()


if __name__ == '__main__':
    sys.exit(main())
