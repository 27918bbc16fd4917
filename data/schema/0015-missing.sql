-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 15: what the stages require, found without looking at each milestone: every card of the board counts what is missing.
CREATE INDEX milestone_required ON milestone (stage_id, required, handover, deleted_at)
 WHERE required AND NOT handover AND deleted_at = 0;
