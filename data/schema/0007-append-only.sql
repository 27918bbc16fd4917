-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 7: nothing of the journal is replaced, put in between or rewritten, its payloads neither. What an entry says of before
-- and after can be erased as a whole, together with an entry that says so: the chain still verifies (shared-database.md 3.9).
-- "INSERT OR REPLACE" deletes without asking the triggers of deleting.
CREATE TRIGGER journal_keeps_order BEFORE INSERT ON journal
WHEN NEW.id < 1 OR NEW.id <= (SELECT max(id) FROM journal)
BEGIN
  SELECT RAISE (ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_payload_keeps_order BEFORE INSERT ON journal_payload
WHEN NEW.journal_id <> (SELECT max(id) FROM journal)
  OR EXISTS (SELECT 1 FROM journal_payload WHERE journal_id = NEW.journal_id)
BEGIN
  SELECT RAISE (ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_payload_keeps_content BEFORE UPDATE ON journal_payload
BEGIN
  SELECT RAISE (ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_payload_keeps_rows BEFORE DELETE ON journal_payload
WHEN coalesce ((SELECT verb FROM journal ORDER BY id DESC LIMIT 1), '') <> 'erase'
BEGIN
  SELECT RAISE (ABORT, 'what the journal says is erased together with an entry that says so');
END;
