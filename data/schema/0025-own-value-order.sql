-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 25: the values of own fields one by one, made from "extra", so that lists are put in order, narrowed and counted by them
-- along an index. There is none for each field: the key is the first column. The program writes them with their records, without
-- triggers, which would make an import of contacts dearer. "sort_key" is the value itself, of a text the key of its place in the
-- order of the locale.
CREATE TABLE own_value (
  entity TEXT NOT NULL,
  key TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  value ANY NOT NULL,
  sort_key ANY,
  PRIMARY KEY (entity, key, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX own_value_by_record ON own_value (record_id, entity);
CREATE INDEX own_value_by_value ON own_value (entity, key, value, record_id);
CREATE INDEX own_value_by_sort_key ON own_value (entity, key, sort_key, record_id);

INSERT OR IGNORE INTO own_value (entity, key, record_id, value, sort_key)
SELECT x.entity, e.key, x.id, e.atom, CASE WHEN typeof (e.atom) <> 'text' THEN e.atom END
  FROM (SELECT 'customer' AS entity, id, CASE WHEN json_valid (extra) THEN extra ELSE '{}' END AS extra FROM customer WHERE extra IS NOT NULL
        UNION ALL
        SELECT 'contact', id, CASE WHEN json_valid (extra) THEN extra ELSE '{}' END FROM contact WHERE extra IS NOT NULL
        UNION ALL
        SELECT 'deal', id, CASE WHEN json_valid (extra) THEN extra ELSE '{}' END FROM deal WHERE extra IS NOT NULL) x,
       json_each (x.extra) e
 WHERE e.atom IS NOT NULL AND e.atom <> '';

-- The keys of texts are made by the program: at the next opening, with those of names.
DELETE FROM derived WHERE name = 'sort_key' AND EXISTS (SELECT 1 FROM own_value WHERE sort_key IS NULL);
