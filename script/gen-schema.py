#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write what the steps of the schema come to, so that opening a database need not make one in memory to compare it with.

usage: gen-schema.py OUTPUT STEP.sql...

One record per table, index, trigger or view: its name, a unit separator, its definition in the words of pursuit-schema-check.c,
a record separator. tests/store/test-schema compares it with what the steps make.
"""

import sqlite3
import sys

SCHEMA = r"""
SELECT name, CASE WHEN name LIKE 'text\_index\__%' ESCAPE '\' THEN type ELSE type || ' ' || sql END
  FROM sqlite_schema WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name
"""


def main():
    output, *steps = sys.argv[1:]
    connection = sqlite3.connect(":memory:")
    for step in steps:
        with open(step, encoding="utf-8") as file:
            connection.executescript(file.read())
    with open(output, "w", encoding="utf-8") as file:
        for name, definition in connection.execute(SCHEMA):
            file.write(f"{name}\x1f{definition}\x1e")


main()
