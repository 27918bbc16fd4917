-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 17: which customers have which tag, made from the text in which a customer's tags are kept, and what else a list is
-- narrowed by. Tags stand between commas or semicolons, wide ones too.
CREATE TABLE customer_tag (
  tag TEXT NOT NULL CHECK (tag <> ''),
  customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (tag, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_tag_by_customer ON customer_tag (customer_id);

-- What the table is to hold: the one place that says where a tag begins and ends. The engine lets no view make JSON, only read it:
-- a text with a sign in it that JSON would not take has no tags.
CREATE VIEW customer_tag_found AS
SELECT DISTINCT trim (t.value, ' ' || char (12288)) AS tag, x.customer_id
  FROM (SELECT c.id AS customer_id, replace (replace (replace (replace (replace (replace (replace (replace (c.tags,
               char (13), ','), char (10), ','), char (9), ','), '，', ','), '、', ','), ';', ','), '；', ','), '\', '\\') AS tags
          FROM customer c WHERE c.deleted_at = 0 AND c.tags IS NOT NULL) x,
       json_each (CASE WHEN x.tags GLOB '*[' || char (1) || '-' || char (31) || ']*' THEN '[]'
                       ELSE '["' || replace (replace (x.tags, '"', '\"'), ',', '","') || '"]' END) t
 WHERE trim (t.value, ' ' || char (12288)) <> '';

INSERT INTO customer_tag (tag, customer_id) SELECT tag, customer_id FROM customer_tag_found;

CREATE TRIGGER customer_tag_insert AFTER INSERT ON customer WHEN NEW.deleted_at = 0 AND NEW.tags IS NOT NULL
BEGIN
  INSERT INTO customer_tag (tag, customer_id) SELECT tag, customer_id FROM customer_tag_found WHERE customer_id = NEW.id;
END;

CREATE TRIGGER customer_tag_update AFTER UPDATE OF tags, deleted_at ON customer
WHEN OLD.tags IS NOT NEW.tags OR (NEW.tags IS NOT NULL AND (OLD.deleted_at = 0) <> (NEW.deleted_at = 0))
BEGIN
  DELETE FROM customer_tag WHERE customer_id = NEW.id;
  INSERT INTO customer_tag (tag, customer_id) SELECT tag, customer_id FROM customer_tag_found WHERE customer_id = NEW.id;
END;

-- Where customers came from is known of some only; the rest costs nothing.
CREATE INDEX customer_by_source ON customer (source, id, owner_id, grade, funnel, region, industry, deleted_at)
 WHERE source IS NOT NULL AND deleted_at = 0;
