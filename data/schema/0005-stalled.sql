-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 5: which open deals have stood in their stage for long, and what they come to, without looking at each (STG-3): the
-- board asks whenever it is shown.
CREATE INDEX deal_by_entry ON deal (stage_id, stage_entered_at, amount, probability, status, deleted_at)
 WHERE status = 'open' AND deleted_at = 0;
