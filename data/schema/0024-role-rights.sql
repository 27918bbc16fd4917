-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 24: rights that a house gives a role in another scope than they are shipped with; no scope is none at all.

CREATE TABLE role_right (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  role_id INTEGER NOT NULL REFERENCES role (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  "right" TEXT NOT NULL DEFAULT 'view'
    CHECK ("right" = 'view' OR "right" = 'edit' OR "right" = 'delete' OR "right" = 'assign' OR "right" = 'price' OR "right" = 'staff' OR "right" = 'import' OR "right" = 'export' OR "right" = 'override' OR "right" = 'profile' OR "right" = 'merge' OR "right" = 'hand-over' OR "right" = 'erase' OR "right" = 'fields' OR "right" = 'team' OR "right" = 'request' OR "right" = 'technical' OR "right" = 'administer'),
  scope TEXT CHECK (scope = 'own' OR scope = 'assigned' OR scope = 'team' OR scope = 'all')
) STRICT;
CREATE UNIQUE INDEX role_right_by_external_id ON role_right (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX role_right_by_role ON role_right (role_id, "right") WHERE deleted_at = 0;
