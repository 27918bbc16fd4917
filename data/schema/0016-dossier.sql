-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 16: the dossier whole (DOS-1 to DOS-8, CUS-1, CUS-2, CUS-8): own fields, posts of a person, the relationship wall, saved
-- filters, documents with their content, and dated changes of grade, funnel and relationship level.

-- Fields that a house adds; their values stand as a JSON object in the column "extra" of the records they belong to.
CREATE TABLE own_field (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  entity TEXT NOT NULL DEFAULT 'customer' CHECK (entity = 'customer' OR entity = 'contact' OR entity = 'deal'),
  key TEXT NOT NULL CHECK (trim(key) <> ''),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  name_zh TEXT,
  kind TEXT NOT NULL DEFAULT 'text' CHECK (kind IN ('text', 'number', 'money', 'date', 'choice', 'yes-no')),
  choices TEXT,
  position INTEGER NOT NULL DEFAULT 1 CHECK (position BETWEEN 1 AND 1000),
  searched INTEGER NOT NULL DEFAULT 0 CHECK (searched IN (0, 1)),
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
  search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX own_field_by_external_id ON own_field (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX own_field_by_key ON own_field (entity, key) WHERE deleted_at = 0;
ALTER TABLE customer ADD COLUMN extra TEXT;
ALTER TABLE contact ADD COLUMN extra TEXT;
ALTER TABLE deal ADD COLUMN extra TEXT;

-- Into whom somebody who was there twice was merged (DOS-6).
ALTER TABLE customer ADD COLUMN merged_into_id INTEGER REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE contact ADD COLUMN merged_into_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX customer_by_merged ON customer (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX contact_by_merged ON contact (merged_into_id) WHERE merged_into_id IS NOT NULL;

-- A person: interested in what (CUS-8), gone since when, erased when.
ALTER TABLE contact ADD COLUMN interest TEXT;
ALTER TABLE contact ADD COLUMN left_on TEXT CHECK (left_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE contact ADD COLUMN erased_at INTEGER NOT NULL DEFAULT 0 CHECK (erased_at >= 0);

-- The posts that a person had before, at this customer or another.
CREATE TABLE employment (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  title TEXT,
  from_on TEXT CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  until_on TEXT CHECK (until_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  notes TEXT
) STRICT;
CREATE UNIQUE INDEX employment_by_external_id ON employment (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX employment_by_contact ON employment (contact_id);
CREATE INDEX employment_by_customer ON employment (customer_id);

-- The relationship wall: how well one of us knew one of them in a period, and how well it should be (CUS-2).
CREATE TABLE bond (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  staff_id INTEGER NOT NULL REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  period TEXT NOT NULL CHECK (trim(period) <> ''),
  level INTEGER NOT NULL DEFAULT 0 CHECK (level BETWEEN 0 AND 5),
  target INTEGER NOT NULL DEFAULT 0 CHECK (target BETWEEN 0 AND 5),
  evidence TEXT,
  assessed_on TEXT CHECK (assessed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  assessed_by_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX bond_by_external_id ON bond (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX bond_by_customer ON bond (customer_id, period, contact_id, staff_id) WHERE deleted_at = 0;
CREATE INDEX bond_by_contact ON bond (contact_id);

-- Filters with their order and columns, for oneself or for everybody.
CREATE TABLE saved_filter (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  list TEXT NOT NULL CHECK (trim(list) <> ''),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
  position INTEGER NOT NULL DEFAULT 1 CHECK (position BETWEEN 1 AND 1000),
  definition TEXT
) STRICT;
CREATE UNIQUE INDEX saved_filter_by_external_id ON saved_filter (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX saved_filter_by_list ON saved_filter (list, staff_id);

-- Documents: the newest version's figures, and the content of every version in pieces. A document without a version is a
-- note of where something lies outside ("location").
ALTER TABLE document ADD COLUMN version INTEGER NOT NULL DEFAULT 0 CHECK (version BETWEEN 0 AND 1000000);
ALTER TABLE document ADD COLUMN size INTEGER NOT NULL DEFAULT 0 CHECK (size BETWEEN 0 AND 1000000000000000);
ALTER TABLE document ADD COLUMN media_type TEXT;
ALTER TABLE document ADD COLUMN checksum TEXT;
CREATE INDEX document_by_deal ON document (deal_id) WHERE deal_id IS NOT NULL;
CREATE TABLE document_version (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 1000000),
  file_name TEXT NOT NULL CHECK (trim(file_name) <> ''),
  media_type TEXT,
  size INTEGER NOT NULL CHECK (size >= 0),
  checksum TEXT NOT NULL CHECK (length(checksum) = 64),
  added_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX document_version_by_document ON document_version (document_id, version);
CREATE TABLE document_piece (
  version_id INTEGER NOT NULL REFERENCES document_version (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  bytes BLOB NOT NULL,
  PRIMARY KEY (version_id, position)
) STRICT;

-- When a customer's grade, place in the small funnel or relationship level changed, by whom and why (DOS-3, CUS-1, CUS-8).
CREATE TABLE standing_move (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind = 'grade' OR kind = 'funnel' OR kind = 'level'),
  from_value INTEGER NOT NULL,
  to_value INTEGER NOT NULL,
  moved_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff (id) ON DELETE RESTRICT,
  reason TEXT
) STRICT;
CREATE INDEX standing_move_by_customer ON standing_move (customer_id, moved_at);
