-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 21: the right people at the right phase (TEAM-1 to TEAM-7): which roles a stage needs, who works on a deal in which role,
-- requests for a role, teams that sellers have by default, and days on which people are away.

-- A role that people have on deals, its place in the matrix, who answers requests for it, and how many hours a week it takes.
ALTER TABLE role ADD COLUMN works_on_deals INTEGER NOT NULL DEFAULT 0 CHECK (works_on_deals IN (0, 1));
ALTER TABLE role ADD COLUMN position INTEGER NOT NULL DEFAULT 0 CHECK (position BETWEEN 0 AND 1000);
ALTER TABLE role ADD COLUMN coordinator_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE role ADD COLUMN hours INTEGER NOT NULL DEFAULT 0 CHECK (hours BETWEEN 0 AND 168);
CREATE INDEX role_by_coordinator ON role (coordinator_id) WHERE coordinator_id IS NOT NULL;
ALTER TABLE staff ADD COLUMN weekly_hours INTEGER NOT NULL DEFAULT 0 CHECK (weekly_hours BETWEEN 0 AND 168);

-- Quality and delivery are no system roles: what they may do is what a technical consultant may. A new database gets all roles later.
INSERT INTO role (created_at, changed_at, name, system_role, search)
  SELECT CAST (strftime ('%s', 'now') AS INTEGER) * 1000000, CAST (strftime ('%s', 'now') AS INTEGER) * 1000000, n.column1, 'consultant',
         lower (n.column1)
    FROM (VALUES ('Quality'), ('Delivery')) n
   WHERE EXISTS (SELECT 1 FROM role) AND NOT EXISTS (SELECT 1 FROM role r WHERE lower (r.name) = lower (n.column1) AND r.deleted_at = 0);
UPDATE role SET works_on_deals = 1, hours = 4,
  position = CASE WHEN name = 'Quality' THEN 4 WHEN name = 'Delivery' THEN 9 WHEN system_role = 'seller' THEN 1
                  WHEN system_role = 'presales' THEN 2 WHEN system_role = 'consultant' THEN 3 WHEN system_role = 'executive' THEN 5
                  WHEN system_role = 'commercial' THEN 6 WHEN system_role = 'finance' THEN 7 ELSE 8 END
 WHERE system_role IN ('seller', 'presales', 'consultant', 'executive', 'commercial', 'finance', 'legal');

-- A role that a stage needs or may have, from an amount upwards (TEAM-2).
CREATE TABLE stage_role (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  stage_id INTEGER NOT NULL REFERENCES stage (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  role_id INTEGER NOT NULL REFERENCES role (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  need TEXT NOT NULL DEFAULT 'required' CHECK (need = 'required' OR need = 'optional'),
  from_amount INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX stage_role_by_external_id ON stage_role (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX stage_role_by_stage ON stage_role (stage_id, role_id) WHERE deleted_at = 0;

-- A role that somebody asks for on a deal, and what was answered (TEAM-4).
CREATE TABLE role_request (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  role_id INTEGER NOT NULL REFERENCES role (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  stage INTEGER NOT NULL DEFAULT 0 CHECK (stage BETWEEN 0 AND 100),
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  requester_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  needed_on TEXT NOT NULL CHECK (needed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  purpose TEXT NOT NULL CHECK (trim(purpose) <> ''),
  background TEXT,
  hours INTEGER NOT NULL DEFAULT 0 CHECK (hours BETWEEN 0 AND 10000),
  state TEXT NOT NULL DEFAULT 'asked' CHECK (state = 'asked' OR state = 'accepted' OR state = 'declined' OR state = 'done' OR state = 'withdrawn'),
  answered_by_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  answered_at INTEGER NOT NULL DEFAULT 0 CHECK (answered_at >= 0),
  reason TEXT
) STRICT;
CREATE UNIQUE INDEX role_request_by_external_id ON role_request (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX role_request_by_deal ON role_request (deal_id);
CREATE INDEX role_request_by_customer ON role_request (customer_id);
CREATE INDEX role_request_by_role ON role_request (role_id, state, needed_on) WHERE deleted_at = 0;
CREATE INDEX role_request_by_staff ON role_request (staff_id, state, needed_on) WHERE deleted_at = 0;
CREATE INDEX role_request_by_requester ON role_request (requester_id, state, needed_on) WHERE deleted_at = 0;

-- Somebody of us who works on a deal in a role, for a span of its stages (TEAM-1, TEAM-3).
CREATE TABLE assignment (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  deal_id INTEGER NOT NULL REFERENCES deal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  role_id INTEGER NOT NULL REFERENCES role (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  staff_id INTEGER NOT NULL REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  from_stage INTEGER NOT NULL DEFAULT 0 CHECK (from_stage BETWEEN 0 AND 100),
  until_stage INTEGER NOT NULL DEFAULT 0 CHECK (until_stage BETWEEN 0 AND 100),
  hours INTEGER NOT NULL DEFAULT 0 CHECK (hours BETWEEN 0 AND 168),
  from_on TEXT CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  until_on TEXT CHECK (until_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  request_id INTEGER REFERENCES role_request (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  released_on TEXT CHECK (released_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  reason TEXT
) STRICT;
CREATE UNIQUE INDEX assignment_by_external_id ON assignment (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX assignment_by_deal ON assignment (deal_id);
CREATE INDEX assignment_by_customer ON assignment (customer_id);
-- Whose deals and customers somebody works on, without looking at the rows.
CREATE INDEX assignment_by_staff ON assignment (staff_id, deal_id, customer_id) WHERE deleted_at = 0 AND released_on IS NULL;

-- Who works with a seller in a role unless a deal says otherwise.
CREATE TABLE default_member (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  seller_id INTEGER NOT NULL REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  role_id INTEGER NOT NULL REFERENCES role (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  staff_id INTEGER NOT NULL REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  hours INTEGER NOT NULL DEFAULT 0 CHECK (hours BETWEEN 0 AND 168)
) STRICT;
CREATE UNIQUE INDEX default_member_by_external_id ON default_member (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX default_member_by_seller ON default_member (seller_id, role_id) WHERE deleted_at = 0;
CREATE INDEX default_member_by_staff ON default_member (staff_id);

-- Days on which somebody of us is away (TEAM-7).
CREATE TABLE absence (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  staff_id INTEGER NOT NULL REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  from_on TEXT NOT NULL CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  until_on TEXT NOT NULL CHECK (until_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  notes TEXT
) STRICT;
CREATE UNIQUE INDEX absence_by_external_id ON absence (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX absence_by_staff ON absence (staff_id, until_on) WHERE deleted_at = 0;
