-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 4: indices that answer alone. The engine does not take from an index's own WHERE what a row must be, and looked into
-- every row for it; with those columns at the end the ids of a list, and how many there are, come from the index.
DROP INDEX deal_on_board;
CREATE INDEX deal_on_board ON deal (stage_id, next_step_on, id, status, deleted_at) WHERE status = 'open' AND deleted_at = 0;

DROP INDEX customer_by_last_contact;
CREATE INDEX customer_by_last_contact ON customer (last_contact_at, id, deleted_at) WHERE deleted_at = 0;

DROP INDEX customer_by_search;
CREATE INDEX customer_by_search ON customer (search, id, deleted_at) WHERE deleted_at = 0;
