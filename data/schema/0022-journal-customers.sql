-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which customers an entry of the journal about many of them is about, so that each of their timelines tells of it. Entries from
-- before this step are told where they were told.
CREATE TABLE journal_customer (
  id INTEGER PRIMARY KEY,
  journal_id INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX journal_customer_by_customer ON journal_customer (customer_id, journal_id);
CREATE INDEX journal_customer_by_journal ON journal_customer (journal_id);
