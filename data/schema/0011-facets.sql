-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 11: how many customers there are of each owner, grade, funnel, region and industry together, kept by triggers. What a list
-- can be narrowed by is counted from this: some ten thousand rows instead of a million customers, under any of these filters and
-- within what one may see. An index over the five columns took 46 ms for the regions of 300 000 customers, this takes 2.4; one
-- row more costs an import 1.4 us, the index 2.4.
-- Nothing is 0 or '' here, because parts of a key are compared.
CREATE TABLE customer_facet (
  owner_id INTEGER NOT NULL,
  grade TEXT NOT NULL,
  funnel TEXT NOT NULL,
  region TEXT NOT NULL,
  industry TEXT NOT NULL,
  count INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (owner_id, grade, funnel, region, industry)
) STRICT, WITHOUT ROWID;

INSERT INTO customer_facet (owner_id, grade, funnel, region, industry, count)
SELECT coalesce (owner_id, 0), coalesce (grade, ''), funnel, coalesce (region, ''), coalesce (industry, ''), count(*)
  FROM customer
 WHERE deleted_at = 0
 GROUP BY 1, 2, 3, 4, 5;

CREATE TRIGGER customer_facet_insert AFTER INSERT ON customer WHEN NEW.deleted_at = 0
BEGIN
  INSERT INTO customer_facet (owner_id, grade, funnel, region, industry, count)
  VALUES (coalesce (NEW.owner_id, 0), coalesce (NEW.grade, ''), NEW.funnel, coalesce (NEW.region, ''),
          coalesce (NEW.industry, ''), 1)
  ON CONFLICT (owner_id, grade, funnel, region, industry) DO UPDATE SET count = count + 1;
END;

-- A combination that nobody is of any more goes, or the table would grow with what was ever typed.
CREATE TRIGGER customer_facet_leave AFTER UPDATE OF owner_id, grade, funnel, region, industry, deleted_at ON customer
WHEN OLD.deleted_at = 0
 AND (NEW.deleted_at <> 0 OR OLD.owner_id IS NOT NEW.owner_id OR OLD.grade IS NOT NEW.grade OR OLD.funnel <> NEW.funnel
      OR OLD.region IS NOT NEW.region OR OLD.industry IS NOT NEW.industry)
BEGIN
  UPDATE customer_facet SET count = count - 1
   WHERE owner_id = coalesce (OLD.owner_id, 0) AND grade = coalesce (OLD.grade, '') AND funnel = OLD.funnel
     AND region = coalesce (OLD.region, '') AND industry = coalesce (OLD.industry, '');
  DELETE FROM customer_facet
   WHERE owner_id = coalesce (OLD.owner_id, 0) AND grade = coalesce (OLD.grade, '') AND funnel = OLD.funnel
     AND region = coalesce (OLD.region, '') AND industry = coalesce (OLD.industry, '') AND count = 0;
END;

CREATE TRIGGER customer_facet_enter AFTER UPDATE OF owner_id, grade, funnel, region, industry, deleted_at ON customer
WHEN NEW.deleted_at = 0
 AND (OLD.deleted_at <> 0 OR OLD.owner_id IS NOT NEW.owner_id OR OLD.grade IS NOT NEW.grade OR OLD.funnel <> NEW.funnel
      OR OLD.region IS NOT NEW.region OR OLD.industry IS NOT NEW.industry)
BEGIN
  INSERT INTO customer_facet (owner_id, grade, funnel, region, industry, count)
  VALUES (coalesce (NEW.owner_id, 0), coalesce (NEW.grade, ''), NEW.funnel, coalesce (NEW.region, ''),
          coalesce (NEW.industry, ''), 1)
  ON CONFLICT (owner_id, grade, funnel, region, industry) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER customer_facet_delete AFTER DELETE ON customer WHEN OLD.deleted_at = 0
BEGIN
  UPDATE customer_facet SET count = count - 1
   WHERE owner_id = coalesce (OLD.owner_id, 0) AND grade = coalesce (OLD.grade, '') AND funnel = OLD.funnel
     AND region = coalesce (OLD.region, '') AND industry = coalesce (OLD.industry, '');
  DELETE FROM customer_facet
   WHERE owner_id = coalesce (OLD.owner_id, 0) AND grade = coalesce (OLD.grade, '') AND funnel = OLD.funnel
     AND region = coalesce (OLD.region, '') AND industry = coalesce (OLD.industry, '') AND count = 0;
END;
