-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 23: the technical side of deals (TEAM-6) and what departments owe each other (TEAM-5). Who works on a deal as pre-sales
-- engineer or consultant may tick its technical milestones.

ALTER TABLE milestone ADD COLUMN technical INTEGER NOT NULL DEFAULT 0 CHECK (technical IN (0, 1));

-- What pre-sales does on a deal in a stage: what for, until when, and whether it can be done (TEAM-6).
CREATE TABLE technical_stage (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  stage INTEGER NOT NULL DEFAULT 0 CHECK (stage BETWEEN 0 AND 100),
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  next_step TEXT,
  next_step_on TEXT CHECK (next_step_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  criteria TEXT,
  criteria_agreed_on TEXT CHECK (criteria_agreed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  feasibility TEXT CHECK (feasibility = 'confirmed' OR feasibility = 'conditional' OR feasibility = 'no'),
  conditions TEXT,
  feasibility_by_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  feasibility_on TEXT CHECK (feasibility_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
CREATE UNIQUE INDEX technical_stage_by_external_id ON technical_stage (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX technical_stage_by_deal ON technical_stage (deal_id, stage) WHERE deleted_at = 0;
CREATE INDEX technical_stage_by_customer ON technical_stage (customer_id);
CREATE INDEX technical_stage_by_staff ON technical_stage (staff_id, due_on) WHERE deleted_at = 0;

-- What the customer asks about the technical side, and our answer (TEAM-6).
CREATE TABLE technical_question (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  question TEXT NOT NULL CHECK (trim(question) <> ''),
  contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  asked_on TEXT CHECK (asked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  answer TEXT,
  answered_on TEXT CHECK (answered_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
CREATE UNIQUE INDEX technical_question_by_external_id ON technical_question (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX technical_question_by_deal ON technical_question (deal_id);
CREATE INDEX technical_question_by_customer ON technical_question (customer_id);
CREATE INDEX technical_question_by_contact ON technical_question (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX technical_question_by_staff ON technical_question (staff_id, due_on) WHERE deleted_at = 0 AND answered_on IS NULL;

-- What may go wrong on a deal, and what is done about it (TEAM-6).
CREATE TABLE risk (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  description TEXT NOT NULL CHECK (trim(description) <> ''),
  mitigation TEXT,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'mitigated' OR state = 'happened' OR state = 'closed'),
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
CREATE UNIQUE INDEX risk_by_external_id ON risk (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX risk_by_deal ON risk (deal_id);
CREATE INDEX risk_by_customer ON risk (customer_id);
CREATE INDEX risk_by_staff ON risk (staff_id, due_on) WHERE deleted_at = 0 AND state = 'open';

-- A demonstration or technical exchange: rehearsed two days before, summed up two days after (TEAM-6).
CREATE TABLE exchange (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL DEFAULT 'demonstration' CHECK (kind = 'demonstration' OR kind = 'exchange'),
  held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  place TEXT,
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  rehearsal_on TEXT CHECK (rehearsal_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  rehearsed_on TEXT CHECK (rehearsed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  summary_by TEXT CHECK (summary_by GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  summary TEXT,
  summed_up_on TEXT CHECK (summed_up_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
CREATE UNIQUE INDEX exchange_by_external_id ON exchange (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX exchange_by_deal ON exchange (deal_id);
CREATE INDEX exchange_by_customer ON exchange (customer_id);
CREATE INDEX exchange_by_staff ON exchange (staff_id, held_on) WHERE deleted_at = 0;

-- What one department owes another in a stage, and within how many days (TEAM-5).
CREATE TABLE interface_rule (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  stage_id INTEGER NOT NULL REFERENCES stage (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  owing TEXT NOT NULL CHECK (trim(owing) <> ''),
  receiving TEXT NOT NULL CHECK (trim(receiving) <> ''),
  what TEXT NOT NULL CHECK (trim(what) <> ''),
  days INTEGER NOT NULL DEFAULT 0 CHECK (days BETWEEN 0 AND 3650)
) STRICT;
CREATE UNIQUE INDEX interface_rule_by_external_id ON interface_rule (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX interface_rule_by_stage ON interface_rule (stage_id);

-- What one department owes another on a deal, and until when (TEAM-5).
CREATE TABLE obligation (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  rule_id INTEGER REFERENCES interface_rule (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  stage INTEGER NOT NULL DEFAULT 0 CHECK (stage BETWEEN 0 AND 100),
  owing TEXT NOT NULL CHECK (trim(owing) <> ''),
  receiving TEXT NOT NULL CHECK (trim(receiving) <> ''),
  what TEXT NOT NULL CHECK (trim(what) <> ''),
  due_on TEXT NOT NULL CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  done_on TEXT CHECK (done_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  done_by_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX obligation_by_external_id ON obligation (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX obligation_by_deal ON obligation (deal_id);
CREATE INDEX obligation_by_customer ON obligation (customer_id);
CREATE INDEX obligation_by_rule ON obligation (rule_id) WHERE rule_id IS NOT NULL;
CREATE INDEX obligation_by_due ON obligation (due_on, owing) WHERE deleted_at = 0 AND done_on IS NULL;
CREATE INDEX obligation_by_staff ON obligation (staff_id, due_on) WHERE deleted_at = 0 AND done_on IS NULL;
