-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 8: long texts are found by their words. An entry has the texts of one record, one below the other; its place is the
-- number of the record times 64 plus the kind of record (pursuit-text-index.c). What the index says follows from the entries, and those
-- from the records: both are filled by the program at the next opening, and made anew whenever the state is not what it expects.
CREATE TABLE text_entry (
  id INTEGER PRIMARY KEY,
  place INTEGER NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT;

-- The program puts its own tokenizer in the place of this one (pursuit-text-tokenizer.c).
CREATE VIRTUAL TABLE text_index USING fts5 (body, content = 'text_entry', content_rowid = 'id', tokenize = 'ascii');

CREATE TABLE text_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL,
  kind INTEGER NOT NULL DEFAULT 0,
  last_id INTEGER NOT NULL DEFAULT 0
) STRICT;
