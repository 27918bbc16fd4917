-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 19: records with values of own fields, so that these are counted and looked for without reading all the others.
CREATE INDEX customer_by_extra ON customer (extra, deleted_at) WHERE extra IS NOT NULL;
CREATE INDEX contact_by_extra ON contact (extra, deleted_at) WHERE extra IS NOT NULL;
CREATE INDEX deal_by_extra ON deal (extra, deleted_at) WHERE extra IS NOT NULL;
