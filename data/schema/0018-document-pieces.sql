-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 18: the pieces of documents get numbers of their own, as all rows have that can be brought back from a damaged file.

DROP TABLE document_piece;
CREATE TABLE document_piece (
  id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL REFERENCES document_version (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 262144)
) STRICT;
CREATE UNIQUE INDEX document_piece_by_version ON document_piece (version_id, position);
