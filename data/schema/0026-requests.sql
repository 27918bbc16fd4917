-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 26: what is asked for and not done is little at any time and listed often; what was answered last stands beside it (TEAM-4).

CREATE INDEX role_request_open ON role_request (needed_on, id) WHERE deleted_at = 0 AND (state = 'asked' OR state = 'accepted');
CREATE INDEX role_request_by_answer ON role_request (answered_at, id) WHERE deleted_at = 0 AND answered_at > 0;
