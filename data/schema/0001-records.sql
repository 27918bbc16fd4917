-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 1: the records, their history and the journal. Released steps are never edited: add the next one.
-- The columns of a record are those of its field table in src/core; tests/store/test-schema asserts it.
-- Checks of what is written often say OR: for IN with three values or more the engine builds a table at each write.

CREATE TABLE org_unit (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  parent_id INTEGER REFERENCES org_unit (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  lead_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  search TEXT NOT NULL DEFAULT '',
  name_key TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX org_unit_by_external_id ON org_unit (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX org_unit_by_name_key ON org_unit (name_key);

CREATE TABLE role (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  system_role TEXT CHECK (system_role IN ('administrator', 'executive', 'manager', 'seller', 'presales', 'consultant', 'commercial', 'finance', 'legal', 'recruiter', 'dispatcher', 'supervisor', 'risk-control', 'informant')),
  search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX role_by_external_id ON role (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  title TEXT,
  unit_id INTEGER REFERENCES org_unit (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  manager_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  role_id INTEGER REFERENCES role (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  phone TEXT,
  email TEXT,
  inactive INTEGER NOT NULL DEFAULT 0 CHECK (inactive IN (0, 1)),
  search TEXT NOT NULL DEFAULT '',
  name_key TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX staff_by_external_id ON staff (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX staff_by_name_key ON staff (name_key);
CREATE INDEX staff_by_unit ON staff (unit_id);

CREATE TABLE process (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version BETWEEN 1 AND 1000000),
  standard INTEGER NOT NULL DEFAULT 0 CHECK (standard IN (0, 1)),
  search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX process_by_external_id ON process (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE stage (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  process_id INTEGER NOT NULL REFERENCES process (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL DEFAULT 1 CHECK (position BETWEEN 1 AND 100),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  short_name TEXT,
  buyer_name TEXT NOT NULL CHECK (trim(buyer_name) <> ''),
  probability INTEGER NOT NULL DEFAULT 0 CHECK (probability BETWEEN 0 AND 100),
  expected_days INTEGER NOT NULL DEFAULT 0 CHECK (expected_days BETWEEN 0 AND 3650),
  search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX stage_by_external_id ON stage (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX stage_by_position ON stage (process_id, position) WHERE deleted_at = 0;

CREATE TABLE milestone (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  stage_id INTEGER NOT NULL REFERENCES stage (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL DEFAULT 1 CHECK (position BETWEEN 1 AND 100),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  kind TEXT NOT NULL DEFAULT 'our-act' CHECK (kind = 'our-act' OR kind = 'buyer-act' OR kind = 'document'),
  required INTEGER NOT NULL DEFAULT 0 CHECK (required IN (0, 1)),
  search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX milestone_by_external_id ON milestone (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX milestone_by_stage ON milestone (stage_id);

CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  short_name TEXT,
  grade TEXT CHECK (grade = 'a' OR grade = 'b' OR grade = 'c'),
  funnel TEXT NOT NULL DEFAULT 'potential' CHECK (funnel = 'potential' OR funnel = 'lead' OR funnel = 'opportunity'),
  owner_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  region TEXT,
  industry TEXT,
  address TEXT,
  phone TEXT,
  email TEXT,
  website TEXT,
  registration_code TEXT,
  parent_id INTEGER REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  business_condition TEXT,
  progress TEXT,
  potential_projects TEXT,
  estimated_revenue INTEGER NOT NULL DEFAULT 0,
  annual_revenue INTEGER NOT NULL DEFAULT 0,
  employees INTEGER NOT NULL DEFAULT 0 CHECK (employees BETWEEN 0 AND 100000000),
  founded_year INTEGER NOT NULL DEFAULT 0 CHECK (founded_year BETWEEN 0 AND 3000),
  competitors TEXT,
  source TEXT,
  tags TEXT,
  relationship_level INTEGER NOT NULL DEFAULT 0 CHECK (relationship_level BETWEEN 0 AND 5),
  notes TEXT,
  placeholder INTEGER NOT NULL DEFAULT 0 CHECK (placeholder IN (0, 1)),
  completeness INTEGER NOT NULL DEFAULT 0,
  last_contact_at INTEGER NOT NULL DEFAULT 0 CHECK (last_contact_at >= 0),
  search TEXT NOT NULL DEFAULT '',
  name_key TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX customer_by_external_id ON customer (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX customer_by_name_key ON customer (name_key);
CREATE INDEX customer_by_search ON customer (search, id) WHERE deleted_at = 0;
CREATE INDEX customer_by_last_contact ON customer (last_contact_at, id) WHERE deleted_at = 0;
-- What the facets of the list count, without looking at the rows.
CREATE INDEX customer_by_grade ON customer (grade, funnel, deleted_at) WHERE deleted_at = 0;
CREATE INDEX customer_by_owner ON customer (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX customer_by_parent ON customer (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  title TEXT,
  buying_role TEXT CHECK (buying_role = 'decider' OR buying_role = 'approver' OR buying_role = 'evaluator' OR buying_role = 'user' OR buying_role = 'gatekeeper' OR buying_role = 'coach'),
  attitude INTEGER NOT NULL DEFAULT 0 CHECK (attitude BETWEEN -2 AND 2),
  reports_to_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  phone TEXT,
  email TEXT,
  wechat TEXT,
  address TEXT,
  birthday TEXT CHECK (birthday GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  ambition TEXT,
  character TEXT,
  temperament TEXT,
  preferences TEXT,
  strengths TEXT,
  notes TEXT,
  search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX contact_by_external_id ON contact (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX contact_by_customer ON contact (customer_id);
CREATE INDEX contact_by_search ON contact (search, id) WHERE deleted_at = 0;

CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  series TEXT,
  price INTEGER NOT NULL DEFAULT 0,
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
  search TEXT NOT NULL DEFAULT '',
  name_key TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX product_by_external_id ON product (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX product_by_name_key ON product (name_key);

CREATE TABLE deal (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL CHECK (trim(title) <> ''),
  process_id INTEGER NOT NULL REFERENCES process (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  stage_id INTEGER NOT NULL REFERENCES stage (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  status TEXT NOT NULL DEFAULT 'open' CHECK (status = 'open' OR status = 'won' OR status = 'lost'),
  amount INTEGER NOT NULL DEFAULT 0,
  probability INTEGER NOT NULL DEFAULT 0 CHECK (probability BETWEEN 0 AND 100),
  owner_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  product_id INTEGER REFERENCES product (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  opened_on TEXT CHECK (opened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  expected_close TEXT CHECK (expected_close GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  closed_on TEXT CHECK (closed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  next_step TEXT,
  next_step_on TEXT CHECK (next_step_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  lost_reason TEXT,
  lost_to TEXT,
  source TEXT,
  notes TEXT,
  stage_entered_at INTEGER NOT NULL DEFAULT 0 CHECK (stage_entered_at >= 0),
  max_position INTEGER NOT NULL DEFAULT 0,
  search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX deal_by_external_id ON deal (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX deal_by_customer ON deal (customer_id);
CREATE INDEX deal_by_owner ON deal (owner_id, status);
CREATE INDEX deal_on_board ON deal (stage_id, next_step_on, id) WHERE status = 'open' AND deleted_at = 0;
CREATE INDEX deal_by_closing ON deal (status, closed_on) WHERE deleted_at = 0;

CREATE TABLE activity (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  kind TEXT NOT NULL DEFAULT 'note' CHECK (kind = 'note' OR kind = 'call' OR kind = 'visit'),
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  happened_at INTEGER NOT NULL DEFAULT 0 CHECK (happened_at >= 0),
  subject TEXT NOT NULL CHECK (trim(subject) <> ''),
  body TEXT,
  search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX activity_by_external_id ON activity (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX activity_by_customer ON activity (customer_id, happened_at);
CREATE INDEX activity_by_deal ON activity (deal_id, happened_at) WHERE deal_id IS NOT NULL;

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  location TEXT,
  notes TEXT,
  search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX document_by_external_id ON document (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX document_by_customer ON document (customer_id);

CREATE TABLE setting (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  key TEXT NOT NULL CHECK (trim(key) <> ''),
  value TEXT
) STRICT;
CREATE UNIQUE INDEX setting_by_external_id ON setting (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX setting_by_key ON setting (key);

-- Where a deal stood, when and by whom (STG-4): one row per move, on every path.
CREATE TABLE stage_move (
  id INTEGER PRIMARY KEY,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE CASCADE,
  from_stage_id INTEGER REFERENCES stage (id) ON DELETE RESTRICT,
  to_stage_id INTEGER NOT NULL REFERENCES stage (id) ON DELETE RESTRICT,
  from_status TEXT CHECK (from_status = 'open' OR from_status = 'won' OR from_status = 'lost'),
  to_status TEXT NOT NULL CHECK (to_status = 'open' OR to_status = 'won' OR to_status = 'lost'),
  moved_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT,
  reason TEXT
) STRICT;
CREATE INDEX stage_move_by_deal ON stage_move (deal_id, moved_at);

-- The backbone: append-only, hash-chained. The payload is hashed apart, so that personal data can be
-- erased from it one day while the chain still verifies (shared-database.md 3.9).
CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_id INTEGER,
  actor TEXT NOT NULL,
  verb TEXT NOT NULL CHECK (verb <> ''),
  entity TEXT NOT NULL CHECK (entity <> ''),
  entity_id INTEGER NOT NULL,
  customer_id INTEGER,
  deal_id INTEGER,
  undoes_id INTEGER REFERENCES journal (id),
  payload_hash BLOB NOT NULL,
  prev_hash BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_by_customer ON journal (customer_id, at) WHERE customer_id IS NOT NULL;
CREATE INDEX journal_by_entity ON journal (entity, entity_id);
CREATE UNIQUE INDEX journal_by_undone ON journal (undoes_id) WHERE undoes_id IS NOT NULL;

CREATE TABLE journal_payload (
  journal_id INTEGER PRIMARY KEY REFERENCES journal (id) ON DELETE CASCADE,
  salt BLOB NOT NULL,
  before TEXT,
  after TEXT
) STRICT;

CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal
BEGIN
  SELECT RAISE (ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_keeps_content BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE (ABORT, 'the journal is append-only');
END;
