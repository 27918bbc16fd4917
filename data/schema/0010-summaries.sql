-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 10: what a report needs of each deal, and summaries of it that triggers keep: pipeline, conversion and velocity cost the
-- same at a thousand deals and at a million (P6).

-- How long a deal was in each stage that it left: ";STAGE:SLOT:SECONDS" for each, all visits together. A slot is the month of the
-- last leaving and how long it was, in one number of seven digits: month * 10 + class, the class being that of
-- pursuit_stays_classify(); the seconds have ten digits. It is a column of the deal, 21 bytes a stage: rows of their own would take
-- as much, and one more write for each move; and what is a field is put back by undo, by taking an import back and by doing lost saves again, like any
-- other. It is no JSON, because a schema that is not trusted may not call functions of JSON.
ALTER TABLE deal ADD COLUMN stays TEXT;

-- From the history, as far as it goes: a move and the "Undone" right after it do not count.
WITH
  marked AS (
    SELECT id, deal_id, from_stage_id, from_status, moved_at,
           (lead (reason) OVER w IS 'Undone' AND lead (to_stage_id) OVER w IS from_stage_id
            AND lead (to_status) OVER w IS from_status)
        OR (reason IS 'Undone' AND lag (from_stage_id) OVER w IS to_stage_id AND lag (from_status) OVER w IS to_status) AS undone
      FROM stage_move
    WINDOW w AS (PARTITION BY deal_id ORDER BY moved_at, id)),
  visit AS (
    SELECT deal_id, from_stage_id AS stage_id, from_status, moved_at,
           moved_at - lag (moved_at) OVER (PARTITION BY deal_id ORDER BY moved_at, id) AS us
      FROM marked WHERE NOT undone),
  stay AS (
    SELECT deal_id, stage_id, max (moved_at) / 1000000 AS left_at, sum (us) / 1000000 AS seconds
      FROM visit WHERE from_status = 'open' AND us >= 0 GROUP BY deal_id, stage_id)
UPDATE deal SET stays = s.stays
  FROM (SELECT deal_id, group_concat (printf (';%d:%07d:%010d', stage_id,
                 CAST (strftime ('%Y%m', left_at, 'unixepoch', 'localtime') AS INTEGER) * 10
                 + CASE WHEN seconds < 86400 THEN 0 WHEN seconds < 259200 THEN 1 WHEN seconds < 604800 THEN 2
                        WHEN seconds < 1209600 THEN 3 WHEN seconds < 2592000 THEN 4 WHEN seconds < 5184000 THEN 5
                        WHEN seconds < 7776000 THEN 6 WHEN seconds < 15552000 THEN 7 WHEN seconds < 31536000 THEN 8
                        ELSE 9 END, seconds), '') AS stays
          FROM stay GROUP BY deal_id) s
 WHERE s.deal_id = deal.id;

-- The totals of step 2, by the furthest stage that the deals reached, too (its position). Who asks for less reads the view.
DROP TRIGGER deal_total_insert;
DROP TRIGGER deal_total_leave;
DROP TRIGGER deal_total_enter;
DROP TRIGGER deal_total_delete;
DROP TABLE deal_total;

CREATE TABLE deal_stage_total (
  stage_id INTEGER NOT NULL REFERENCES stage (id) ON DELETE CASCADE,
  status TEXT NOT NULL CHECK (status = 'open' OR status = 'won' OR status = 'lost'),
  furthest INTEGER NOT NULL,
  count INTEGER NOT NULL DEFAULT 0,
  amount INTEGER NOT NULL DEFAULT 0,
  weighted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (stage_id, status, furthest)
) STRICT, WITHOUT ROWID;

INSERT INTO deal_stage_total (stage_id, status, furthest, count, amount, weighted)
SELECT stage_id, status, max_position, count(*), sum(amount),
       sum(amount / 100 * probability + amount % 100 * probability / 100)
  FROM deal
 WHERE deleted_at = 0
 GROUP BY stage_id, status, max_position;

CREATE VIEW deal_total AS
SELECT stage_id, status, sum(count) AS count, sum(amount) AS amount, sum(weighted) AS weighted
  FROM deal_stage_total
 GROUP BY stage_id, status;

CREATE TRIGGER deal_stage_total_insert AFTER INSERT ON deal WHEN NEW.deleted_at = 0
BEGIN
  INSERT INTO deal_stage_total (stage_id, status, furthest, count, amount, weighted)
  VALUES (NEW.stage_id, NEW.status, NEW.max_position, 1, NEW.amount,
          NEW.amount / 100 * NEW.probability + NEW.amount % 100 * NEW.probability / 100)
  ON CONFLICT (stage_id, status, furthest) DO UPDATE
     SET count = count + 1, amount = amount + excluded.amount, weighted = weighted + excluded.weighted;
END;

CREATE TRIGGER deal_stage_total_leave AFTER UPDATE OF stage_id, status, max_position, amount, probability, deleted_at ON deal
WHEN OLD.deleted_at = 0
BEGIN
  UPDATE deal_stage_total
     SET count = count - 1, amount = amount - OLD.amount,
         weighted = weighted - (OLD.amount / 100 * OLD.probability + OLD.amount % 100 * OLD.probability / 100)
   WHERE stage_id = OLD.stage_id AND status = OLD.status AND furthest = OLD.max_position;
END;

CREATE TRIGGER deal_stage_total_enter AFTER UPDATE OF stage_id, status, max_position, amount, probability, deleted_at ON deal
WHEN NEW.deleted_at = 0
BEGIN
  INSERT INTO deal_stage_total (stage_id, status, furthest, count, amount, weighted)
  VALUES (NEW.stage_id, NEW.status, NEW.max_position, 1, NEW.amount,
          NEW.amount / 100 * NEW.probability + NEW.amount % 100 * NEW.probability / 100)
  ON CONFLICT (stage_id, status, furthest) DO UPDATE
     SET count = count + 1, amount = amount + excluded.amount, weighted = weighted + excluded.weighted;
END;

CREATE TRIGGER deal_stage_total_delete AFTER DELETE ON deal WHEN OLD.deleted_at = 0
BEGIN
  UPDATE deal_stage_total
     SET count = count - 1, amount = amount - OLD.amount,
         weighted = weighted - (OLD.amount / 100 * OLD.probability + OLD.amount % 100 * OLD.probability / 100)
   WHERE stage_id = OLD.stage_id AND status = OLD.status AND furthest = OLD.max_position;
END;

-- The same for the open deals of some sellers: a seller has some thousand, and the index alone answers. A move costs it a sixth of
-- what one more kept table would. The stage is not next to the owner, or lists of a lane would be looked up here and sorted.
CREATE INDEX deal_open_by_owner ON deal (owner_id, max_position, stage_id, amount, probability, status, deleted_at)
 WHERE status = 'open' AND deleted_at = 0;

-- Closed deals per month of closing (year * 100 + month, 0 for unknown) and furthest stage, of each seller (0 for none) and of all
-- (-1). "timed" counts those of which both days are known; "days" is the sum of their cycles.
CREATE TABLE deal_outcome_total (
  owner_id INTEGER NOT NULL,
  process_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status = 'won' OR status = 'lost'),
  furthest INTEGER NOT NULL,
  count INTEGER NOT NULL DEFAULT 0,
  amount INTEGER NOT NULL DEFAULT 0,
  timed INTEGER NOT NULL DEFAULT 0,
  days INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (owner_id, process_id, month, status, furthest)
) STRICT, WITHOUT ROWID;

INSERT INTO deal_outcome_total (owner_id, process_id, month, status, furthest, count, amount, timed, days)
SELECT coalesce (o.owner, d.owner_id, 0), process_id,
       coalesce (substr (closed_on, 1, 4) * 100 + substr (closed_on, 6, 2), 0), status, max_position, count(*), sum(amount),
       sum(coalesce (closed_on >= opened_on, 0)),
       sum(CASE WHEN closed_on >= opened_on THEN coalesce (CAST (julianday (closed_on) - julianday (opened_on) AS INTEGER), 0)
                ELSE 0 END)
  FROM deal d, (SELECT NULL AS owner UNION ALL SELECT -1) o
 WHERE d.deleted_at = 0 AND d.status <> 'open'
 GROUP BY 1, 2, 3, 4, 5;

CREATE TRIGGER deal_outcome_total_insert AFTER INSERT ON deal WHEN NEW.status <> 'open' AND NEW.deleted_at = 0
BEGIN
  INSERT INTO deal_outcome_total (owner_id, process_id, month, status, furthest, count, amount, timed, days)
  SELECT o.owner, NEW.process_id, coalesce (substr (NEW.closed_on, 1, 4) * 100 + substr (NEW.closed_on, 6, 2), 0), NEW.status,
         NEW.max_position, 1, NEW.amount, coalesce (NEW.closed_on >= NEW.opened_on, 0),
         CASE WHEN NEW.closed_on >= NEW.opened_on
              THEN coalesce (CAST (julianday (NEW.closed_on) - julianday (NEW.opened_on) AS INTEGER), 0) ELSE 0 END
    FROM (SELECT coalesce (NEW.owner_id, 0) AS owner UNION ALL SELECT -1) o
   WHERE 1 = 1
  ON CONFLICT (owner_id, process_id, month, status, furthest) DO UPDATE
     SET count = count + 1, amount = amount + excluded.amount, timed = timed + excluded.timed, days = days + excluded.days;
END;

CREATE TRIGGER deal_outcome_total_leave
AFTER UPDATE OF owner_id, process_id, closed_on, opened_on, status, max_position, amount, deleted_at ON deal
WHEN OLD.status <> 'open' AND OLD.deleted_at = 0
BEGIN
  UPDATE deal_outcome_total
     SET count = count - 1, amount = amount - OLD.amount, timed = timed - coalesce (OLD.closed_on >= OLD.opened_on, 0),
         days = days - CASE WHEN OLD.closed_on >= OLD.opened_on
                            THEN coalesce (CAST (julianday (OLD.closed_on) - julianday (OLD.opened_on) AS INTEGER), 0) ELSE 0 END
   WHERE owner_id IN (coalesce (OLD.owner_id, 0), -1) AND process_id = OLD.process_id
     AND month = coalesce (substr (OLD.closed_on, 1, 4) * 100 + substr (OLD.closed_on, 6, 2), 0)
     AND status = OLD.status AND furthest = OLD.max_position;
END;

CREATE TRIGGER deal_outcome_total_enter
AFTER UPDATE OF owner_id, process_id, closed_on, opened_on, status, max_position, amount, deleted_at ON deal
WHEN NEW.status <> 'open' AND NEW.deleted_at = 0
BEGIN
  INSERT INTO deal_outcome_total (owner_id, process_id, month, status, furthest, count, amount, timed, days)
  SELECT o.owner, NEW.process_id, coalesce (substr (NEW.closed_on, 1, 4) * 100 + substr (NEW.closed_on, 6, 2), 0), NEW.status,
         NEW.max_position, 1, NEW.amount, coalesce (NEW.closed_on >= NEW.opened_on, 0),
         CASE WHEN NEW.closed_on >= NEW.opened_on
              THEN coalesce (CAST (julianday (NEW.closed_on) - julianday (NEW.opened_on) AS INTEGER), 0) ELSE 0 END
    FROM (SELECT coalesce (NEW.owner_id, 0) AS owner UNION ALL SELECT -1) o
   WHERE 1 = 1
  ON CONFLICT (owner_id, process_id, month, status, furthest) DO UPDATE
     SET count = count + 1, amount = amount + excluded.amount, timed = timed + excluded.timed, days = days + excluded.days;
END;

CREATE TRIGGER deal_outcome_total_delete AFTER DELETE ON deal WHEN OLD.status <> 'open' AND OLD.deleted_at = 0
BEGIN
  UPDATE deal_outcome_total
     SET count = count - 1, amount = amount - OLD.amount, timed = timed - coalesce (OLD.closed_on >= OLD.opened_on, 0),
         days = days - CASE WHEN OLD.closed_on >= OLD.opened_on
                            THEN coalesce (CAST (julianday (OLD.closed_on) - julianday (OLD.opened_on) AS INTEGER), 0) ELSE 0 END
   WHERE owner_id IN (coalesce (OLD.owner_id, 0), -1) AND process_id = OLD.process_id
     AND month = coalesce (substr (OLD.closed_on, 1, 4) * 100 + substr (OLD.closed_on, 6, 2), 0)
     AND status = OLD.status AND furthest = OLD.max_position;
END;

-- The stays of all deals: how many, and how long together, by stage and slot, of each seller (0 for none) and of all (-1).
CREATE TABLE deal_stay_total (
  owner_id INTEGER NOT NULL,
  stage_id INTEGER NOT NULL,
  slot INTEGER NOT NULL,
  count INTEGER NOT NULL DEFAULT 0,
  seconds INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (owner_id, stage_id, slot)
) STRICT, WITHOUT ROWID;

WITH RECURSIVE e (owner_id, entry, rest) AS (
  SELECT owner_id, '', stays || ';' FROM deal WHERE deleted_at = 0 AND stays IS NOT NULL UNION ALL
  SELECT owner_id, substr (rest, 1, instr (rest, ';') - 1), substr (rest, instr (rest, ';') + 1) FROM e WHERE rest <> '')
INSERT INTO deal_stay_total (owner_id, stage_id, slot, count, seconds)
SELECT coalesce (o.owner, e.owner_id, 0), CAST (entry AS INTEGER), CAST (substr (entry, instr (entry, ':') + 1, 7) AS INTEGER),
       count(*), sum(CAST (substr (entry, instr (entry, ':') + 9, 10) AS INTEGER))
  FROM e, (SELECT NULL AS owner UNION ALL SELECT -1) o
 WHERE entry GLOB '[0-9]*:*:*'
 GROUP BY 1, 2, 3;

-- One by one, whether the stages are there or not: while a damaged file is put together again, they come when they come.
CREATE TRIGGER deal_stay_total_insert AFTER INSERT ON deal WHEN NEW.stays IS NOT NULL AND NEW.deleted_at = 0
BEGIN
  INSERT INTO deal_stay_total (owner_id, stage_id, slot, count, seconds)
  WITH RECURSIVE e (entry, rest) AS (
    SELECT '', NEW.stays || ';' UNION ALL
    SELECT substr (rest, 1, instr (rest, ';') - 1), substr (rest, instr (rest, ';') + 1) FROM e WHERE rest <> '')
  SELECT o.owner, CAST (entry AS INTEGER), CAST (substr (entry, instr (entry, ':') + 1, 7) AS INTEGER), 1,
         CAST (substr (entry, instr (entry, ':') + 9, 10) AS INTEGER)
    FROM e, (SELECT coalesce (NEW.owner_id, 0) AS owner UNION ALL SELECT -1) o
   WHERE entry GLOB '[0-9]*:*:*'
  ON CONFLICT (owner_id, stage_id, slot) DO UPDATE SET count = count + 1, seconds = seconds + excluded.seconds;
END;

-- Nearly always a deal leaves a stage for the first time, and one stay is added at the end: that is the way of a move.
CREATE TRIGGER deal_stay_total_add AFTER UPDATE OF stays, owner_id, deleted_at ON deal
WHEN OLD.stays IS NOT NEW.stays AND OLD.owner_id IS NEW.owner_id AND OLD.deleted_at = 0 AND NEW.deleted_at = 0
 AND length (NEW.stays) = length (coalesce (OLD.stays, '')) + length (OLD.stage_id) + 20
 AND instr (NEW.stays, coalesce (OLD.stays, '') || ';' || OLD.stage_id || ':') = 1
BEGIN
  INSERT INTO deal_stay_total (owner_id, stage_id, slot, count, seconds)
  VALUES (coalesce (NEW.owner_id, 0), OLD.stage_id, CAST (substr (NEW.stays, -18, 7) AS INTEGER), 1,
          CAST (substr (NEW.stays, -10) AS INTEGER))
  ON CONFLICT (owner_id, stage_id, slot) DO UPDATE SET count = count + 1, seconds = seconds + excluded.seconds;
  INSERT INTO deal_stay_total (owner_id, stage_id, slot, count, seconds)
  VALUES (-1, OLD.stage_id, CAST (substr (NEW.stays, -18, 7) AS INTEGER), 1,
          CAST (substr (NEW.stays, -10) AS INTEGER))
  ON CONFLICT (owner_id, stage_id, slot) DO UPDATE SET count = count + 1, seconds = seconds + excluded.seconds;
END;

-- Everything else: all stays go, all come. The condition is that of the trigger above, the other way round.
CREATE TRIGGER deal_stay_total_change AFTER UPDATE OF stays, owner_id, deleted_at ON deal
WHEN (OLD.stays IS NOT NEW.stays OR OLD.owner_id IS NOT NEW.owner_id OR (OLD.deleted_at = 0) <> (NEW.deleted_at = 0))
 AND NOT coalesce (OLD.stays IS NOT NEW.stays AND OLD.owner_id IS NEW.owner_id AND OLD.deleted_at = 0 AND NEW.deleted_at = 0
          AND length (NEW.stays) = length (coalesce (OLD.stays, '')) + length (OLD.stage_id) + 20
          AND instr (NEW.stays, coalesce (OLD.stays, '') || ';' || OLD.stage_id || ':') = 1, 0)
BEGIN
  INSERT INTO deal_stay_total (owner_id, stage_id, slot, count, seconds)
  WITH RECURSIVE e (entry, rest) AS (
    SELECT '', OLD.stays || ';' UNION ALL
    SELECT substr (rest, 1, instr (rest, ';') - 1), substr (rest, instr (rest, ';') + 1) FROM e WHERE rest <> '')
  SELECT o.owner, CAST (entry AS INTEGER), CAST (substr (entry, instr (entry, ':') + 1, 7) AS INTEGER), -1,
         - CAST (substr (entry, instr (entry, ':') + 9, 10) AS INTEGER)
    FROM e, (SELECT coalesce (OLD.owner_id, 0) AS owner UNION ALL SELECT -1) o
   WHERE entry GLOB '[0-9]*:*:*' AND OLD.deleted_at = 0
  ON CONFLICT (owner_id, stage_id, slot) DO UPDATE SET count = count - 1, seconds = seconds + excluded.seconds;
  INSERT INTO deal_stay_total (owner_id, stage_id, slot, count, seconds)
  WITH RECURSIVE e (entry, rest) AS (
    SELECT '', NEW.stays || ';' UNION ALL
    SELECT substr (rest, 1, instr (rest, ';') - 1), substr (rest, instr (rest, ';') + 1) FROM e WHERE rest <> '')
  SELECT o.owner, CAST (entry AS INTEGER), CAST (substr (entry, instr (entry, ':') + 1, 7) AS INTEGER), 1,
         CAST (substr (entry, instr (entry, ':') + 9, 10) AS INTEGER)
    FROM e, (SELECT coalesce (NEW.owner_id, 0) AS owner UNION ALL SELECT -1) o
   WHERE entry GLOB '[0-9]*:*:*' AND NEW.deleted_at = 0
  ON CONFLICT (owner_id, stage_id, slot) DO UPDATE SET count = count + 1, seconds = seconds + excluded.seconds;
END;

CREATE TRIGGER deal_stay_total_delete AFTER DELETE ON deal WHEN OLD.stays IS NOT NULL AND OLD.deleted_at = 0
BEGIN
  INSERT INTO deal_stay_total (owner_id, stage_id, slot, count, seconds)
  WITH RECURSIVE e (entry, rest) AS (
    SELECT '', OLD.stays || ';' UNION ALL
    SELECT substr (rest, 1, instr (rest, ';') - 1), substr (rest, instr (rest, ';') + 1) FROM e WHERE rest <> '')
  SELECT o.owner, CAST (entry AS INTEGER), CAST (substr (entry, instr (entry, ':') + 1, 7) AS INTEGER), -1,
         - CAST (substr (entry, instr (entry, ':') + 9, 10) AS INTEGER)
    FROM e, (SELECT coalesce (OLD.owner_id, 0) AS owner UNION ALL SELECT -1) o
   WHERE entry GLOB '[0-9]*:*:*'
  ON CONFLICT (owner_id, stage_id, slot) DO UPDATE SET count = count - 1, seconds = seconds + excluded.seconds;
END;
