-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 12: the two tracks of a deal, milestones that are reached, and a process that is a standard (STG-1 to STG-8, CUS-7).

-- A process says how it may be walked. Its versions share a code; deals keep theirs.
ALTER TABLE process ADD COLUMN code TEXT;
ALTER TABLE process ADD COLUMN name_zh TEXT;
ALTER TABLE process ADD COLUMN state TEXT NOT NULL DEFAULT 'published' CHECK (state = 'draft' OR state = 'published' OR state = 'retired');
ALTER TABLE process ADD COLUMN skip_rule TEXT NOT NULL DEFAULT 'reason' CHECK (skip_rule = 'reason' OR skip_rule = 'free' OR skip_rule = 'forbidden');
ALTER TABLE process ADD COLUMN back_rule TEXT NOT NULL DEFAULT 'reason' CHECK (back_rule = 'reason' OR back_rule = 'free' OR back_rule = 'forbidden');
ALTER TABLE process ADD COLUMN silence_days INTEGER NOT NULL DEFAULT 30 CHECK (silence_days BETWEEN 0 AND 3650);
UPDATE process SET code = CASE WHEN standard THEN 'project' ELSE 'process-' || id END;
CREATE UNIQUE INDEX process_by_code ON process (code, version) WHERE deleted_at = 0;

ALTER TABLE stage ADD COLUMN name_zh TEXT;
ALTER TABLE stage ADD COLUMN buyer_name_zh TEXT;
ALTER TABLE stage ADD COLUMN type TEXT NOT NULL DEFAULT 'open' CHECK (type = 'open' OR type = 'won' OR type = 'lost');
ALTER TABLE stage ADD COLUMN lead_role_id INTEGER REFERENCES role (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE stage ADD COLUMN playbook TEXT;
ALTER TABLE stage ADD COLUMN scripts TEXT;
ALTER TABLE stage ADD COLUMN templates TEXT;
ALTER TABLE stage ADD COLUMN lessons TEXT;
-- So far the last stage was the one in which won deals stand.
UPDATE stage SET type = 'won'
 WHERE deleted_at = 0
   AND position = (SELECT max (s.position) FROM stage s WHERE s.process_id = stage.process_id AND s.deleted_at = 0);

ALTER TABLE milestone ADD COLUMN name_zh TEXT;
-- It belongs to the hand-over to delivery (STG-8), not to the gate of its stage.
ALTER TABLE milestone ADD COLUMN handover INTEGER NOT NULL DEFAULT 0 CHECK (handover IN (0, 1));

-- The buyer's side of a deal; where nobody said where the buyer stands, the gap is 0. The gap is ours minus the buyer's position.
ALTER TABLE deal ADD COLUMN buyer_stage_id INTEGER REFERENCES stage (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE deal ADD COLUMN buyer_entered_at INTEGER NOT NULL DEFAULT 0 CHECK (buyer_entered_at >= 0);
ALTER TABLE deal ADD COLUMN gap INTEGER NOT NULL DEFAULT 0 CHECK (gap BETWEEN -100 AND 100);
ALTER TABLE deal ADD COLUMN probability_manual INTEGER NOT NULL DEFAULT 0 CHECK (probability_manual IN (0, 1));
ALTER TABLE deal ADD COLUMN parked_until TEXT CHECK (parked_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE deal ADD COLUMN parked_reason TEXT;
ALTER TABLE deal ADD COLUMN next_step_owner_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE deal ADD COLUMN receiver_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE deal ADD COLUMN handed_over_on TEXT CHECK (handed_over_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE deal ADD COLUMN accepted_on TEXT CHECK (accepted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');

-- A move past milestones that were missing, and which ones (their names, a line each): what a review looks at.
ALTER TABLE stage_move ADD COLUMN missing TEXT;

-- The buyer's own history, with what showed it.
CREATE TABLE buyer_move (
  id INTEGER PRIMARY KEY,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE CASCADE,
  from_stage_id INTEGER REFERENCES stage (id) ON DELETE RESTRICT,
  to_stage_id INTEGER REFERENCES stage (id) ON DELETE RESTRICT,
  moved_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT,
  evidence TEXT
) STRICT;
CREATE INDEX buyer_move_by_deal ON buyer_move (deal_id, moved_at);

-- A meeting is contact, too. A CHECK cannot be changed: the table is written anew.
CREATE TABLE activity_with_meetings (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  kind TEXT NOT NULL DEFAULT 'note' CHECK (kind = 'note' OR kind = 'call' OR kind = 'visit' OR kind = 'meeting'),
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  happened_at INTEGER NOT NULL DEFAULT 0 CHECK (happened_at >= 0),
  subject TEXT NOT NULL CHECK (trim(subject) <> ''),
  body TEXT,
  search TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO activity_with_meetings SELECT * FROM activity;
DROP TABLE activity;
ALTER TABLE activity_with_meetings RENAME TO activity;
CREATE UNIQUE INDEX activity_by_external_id ON activity (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX activity_by_customer ON activity (customer_id, happened_at);
CREATE INDEX activity_by_deal ON activity (deal_id, happened_at) WHERE deal_id IS NOT NULL;
CREATE INDEX activity_by_time ON activity (happened_at, id, customer_id, deleted_at) WHERE deleted_at = 0;

CREATE TABLE proof (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  milestone_id INTEGER NOT NULL REFERENCES milestone (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL DEFAULT 'note' CHECK (kind = 'note' OR kind = 'date' OR kind = 'document' OR kind = 'visit' OR kind = 'contact'),
  done_on TEXT NOT NULL CHECK (done_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  document_id INTEGER REFERENCES document (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  activity_id INTEGER REFERENCES activity (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  note TEXT
) STRICT;
CREATE UNIQUE INDEX proof_by_external_id ON proof (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX proof_by_deal ON proof (deal_id, milestone_id) WHERE deleted_at = 0;

CREATE TABLE stakeholder (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  role TEXT CHECK (role = 'decider' OR role = 'approver' OR role = 'evaluator' OR role = 'user' OR role = 'gatekeeper' OR role = 'coach'),
  attitude INTEGER NOT NULL DEFAULT 0 CHECK (attitude BETWEEN -2 AND 2),
  influence INTEGER NOT NULL DEFAULT 0 CHECK (influence BETWEEN 0 AND 5),
  wants TEXT,
  notes TEXT
) STRICT;
CREATE UNIQUE INDEX stakeholder_by_external_id ON stakeholder (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX stakeholder_by_deal ON stakeholder (deal_id, contact_id) WHERE deleted_at = 0;
CREATE INDEX stakeholder_by_contact ON stakeholder (contact_id);

CREATE TABLE rival (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  standing TEXT CHECK (standing = 'ahead' OR standing = 'level' OR standing = 'behind'),
  strengths TEXT,
  weaknesses TEXT,
  plan TEXT,
  search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX rival_by_external_id ON rival (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX rival_by_deal ON rival (deal_id);

CREATE TABLE strategy (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  written_on TEXT NOT NULL CHECK (written_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  goal TEXT,
  standing TEXT,
  changes TEXT
) STRICT;
CREATE UNIQUE INDEX strategy_by_external_id ON strategy (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX strategy_by_deal ON strategy (deal_id, written_on);

CREATE TABLE selling_activity (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  process_id INTEGER NOT NULL REFERENCES process (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  stage_id INTEGER REFERENCES stage (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL DEFAULT 1 CHECK (position BETWEEN 1 AND 1000),
  task TEXT,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  notes TEXT,
  search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX selling_activity_by_external_id ON selling_activity (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX selling_activity_by_process ON selling_activity (process_id);
