-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 2: count, sum and weighted sum per stage and status, kept by triggers, so that the heads of the board cost the
-- same at a hundred deals and at a million. The weighted sum is that of pursuit_deal_weigh().
CREATE TABLE deal_total (
  stage_id INTEGER NOT NULL REFERENCES stage (id) ON DELETE CASCADE,
  status TEXT NOT NULL CHECK (status = 'open' OR status = 'won' OR status = 'lost'),
  count INTEGER NOT NULL DEFAULT 0,
  amount INTEGER NOT NULL DEFAULT 0,
  weighted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (stage_id, status)
) STRICT, WITHOUT ROWID;

INSERT INTO deal_total (stage_id, status, count, amount, weighted)
SELECT stage_id, status, count(*), sum(amount),
       sum(amount / 100 * probability + amount % 100 * probability / 100)
  FROM deal
 WHERE deleted_at = 0
 GROUP BY stage_id, status;

CREATE TRIGGER deal_total_insert AFTER INSERT ON deal WHEN NEW.deleted_at = 0
BEGIN
  INSERT INTO deal_total (stage_id, status, count, amount, weighted)
  VALUES (NEW.stage_id, NEW.status, 1, NEW.amount,
          NEW.amount / 100 * NEW.probability + NEW.amount % 100 * NEW.probability / 100)
  ON CONFLICT (stage_id, status) DO UPDATE
     SET count = count + 1, amount = amount + excluded.amount, weighted = weighted + excluded.weighted;
END;

CREATE TRIGGER deal_total_leave AFTER UPDATE OF stage_id, status, amount, probability, deleted_at ON deal
WHEN OLD.deleted_at = 0
BEGIN
  UPDATE deal_total
     SET count = count - 1, amount = amount - OLD.amount,
         weighted = weighted - (OLD.amount / 100 * OLD.probability + OLD.amount % 100 * OLD.probability / 100)
   WHERE stage_id = OLD.stage_id AND status = OLD.status;
END;

CREATE TRIGGER deal_total_enter AFTER UPDATE OF stage_id, status, amount, probability, deleted_at ON deal
WHEN NEW.deleted_at = 0
BEGIN
  INSERT INTO deal_total (stage_id, status, count, amount, weighted)
  VALUES (NEW.stage_id, NEW.status, 1, NEW.amount,
          NEW.amount / 100 * NEW.probability + NEW.amount % 100 * NEW.probability / 100)
  ON CONFLICT (stage_id, status) DO UPDATE
     SET count = count + 1, amount = amount + excluded.amount, weighted = weighted + excluded.weighted;
END;

CREATE TRIGGER deal_total_delete AFTER DELETE ON deal WHEN OLD.deleted_at = 0
BEGIN
  UPDATE deal_total
     SET count = count - 1, amount = amount - OLD.amount,
         weighted = weighted - (OLD.amount / 100 * OLD.probability + OLD.amount % 100 * OLD.probability / 100)
   WHERE stage_id = OLD.stage_id AND status = OLD.status;
END;
