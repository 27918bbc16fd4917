-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 6: a file that several machines use (shared-database.md 3.4, 3.9). Each save has a number of its client's own, so that
-- one whose answer was lost is asked for again and never done twice; entries that have it are hashed with it.
ALTER TABLE journal ADD COLUMN client TEXT;
ALTER TABLE journal ADD COLUMN seq INTEGER;
CREATE UNIQUE INDEX journal_by_save ON journal (client, seq) WHERE client IS NOT NULL;

-- Which database this is, wherever the file lies and whatever it is called, and how often a backup was put back into it.
CREATE TABLE identity (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT NOT NULL CHECK (length(uuid) = 32),
  generation INTEGER NOT NULL DEFAULT 1 CHECK (generation > 0)
) STRICT;
INSERT INTO identity (id, uuid) VALUES (1, lower(hex(randomblob(16))));
