-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 20: what customers and contacts share that may mean the same (DOS-6): entity 1 are customers, 2 contacts; the kinds of keys are
-- those of src/core/pursuit-duplicate-keys.h. They follow from the records and are filled by the program, one by one as records are
-- saved, the rest in the background; records above "last_id" have none yet. What the table costs is an index and nothing else.
CREATE TABLE duplicate_key (
  entity INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  key TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  PRIMARY KEY (entity, kind, key, record_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE duplicate_state (
  entity INTEGER PRIMARY KEY CHECK (entity = 1 OR entity = 2),
  version INTEGER NOT NULL,
  last_id INTEGER NOT NULL DEFAULT 0
) STRICT;

-- That two of them are not the same, though they look so; the older one stands first.
CREATE TABLE distinction (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  entity INTEGER NOT NULL DEFAULT 0 CHECK (entity BETWEEN 1 AND 2),
  first_id INTEGER NOT NULL DEFAULT 0,
  second_id INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX distinction_by_external_id ON distinction (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX distinction_by_pair ON distinction (entity, first_id, second_id) WHERE deleted_at = 0;
