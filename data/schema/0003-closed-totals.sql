-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 3: the same figures for closed deals per day of closing, so that a quarter is the sum of some ninety rows instead of a
-- count of all its deals: the foot of the board then costs the same at a hundred deals and at a million.
CREATE TABLE deal_closed_total (
  status TEXT NOT NULL CHECK (status IN ('won', 'lost')),
  closed_on TEXT NOT NULL,
  count INTEGER NOT NULL DEFAULT 0,
  amount INTEGER NOT NULL DEFAULT 0,
  weighted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (status, closed_on)
) STRICT, WITHOUT ROWID;

INSERT INTO deal_closed_total (status, closed_on, count, amount, weighted)
SELECT status, closed_on, count(*), sum(amount),
       sum(amount / 100 * probability + amount % 100 * probability / 100)
  FROM deal
 WHERE deleted_at = 0 AND status <> 'open' AND closed_on IS NOT NULL
 GROUP BY status, closed_on;

CREATE TRIGGER deal_closed_total_insert AFTER INSERT ON deal
WHEN NEW.status <> 'open' AND NEW.deleted_at = 0 AND NEW.closed_on IS NOT NULL
BEGIN
  INSERT INTO deal_closed_total (status, closed_on, count, amount, weighted)
  VALUES (NEW.status, NEW.closed_on, 1, NEW.amount,
          NEW.amount / 100 * NEW.probability + NEW.amount % 100 * NEW.probability / 100)
  ON CONFLICT (status, closed_on) DO UPDATE
     SET count = count + 1, amount = amount + excluded.amount, weighted = weighted + excluded.weighted;
END;

CREATE TRIGGER deal_closed_total_leave AFTER UPDATE OF status, closed_on, amount, probability, deleted_at ON deal
WHEN OLD.status <> 'open' AND OLD.deleted_at = 0 AND OLD.closed_on IS NOT NULL
BEGIN
  UPDATE deal_closed_total
     SET count = count - 1, amount = amount - OLD.amount,
         weighted = weighted - (OLD.amount / 100 * OLD.probability + OLD.amount % 100 * OLD.probability / 100)
   WHERE status = OLD.status AND closed_on = OLD.closed_on;
END;

CREATE TRIGGER deal_closed_total_enter AFTER UPDATE OF status, closed_on, amount, probability, deleted_at ON deal
WHEN NEW.status <> 'open' AND NEW.deleted_at = 0 AND NEW.closed_on IS NOT NULL
BEGIN
  INSERT INTO deal_closed_total (status, closed_on, count, amount, weighted)
  VALUES (NEW.status, NEW.closed_on, 1, NEW.amount,
          NEW.amount / 100 * NEW.probability + NEW.amount % 100 * NEW.probability / 100)
  ON CONFLICT (status, closed_on) DO UPDATE
     SET count = count + 1, amount = amount + excluded.amount, weighted = weighted + excluded.weighted;
END;

CREATE TRIGGER deal_closed_total_delete AFTER DELETE ON deal
WHEN OLD.status <> 'open' AND OLD.deleted_at = 0 AND OLD.closed_on IS NOT NULL
BEGIN
  UPDATE deal_closed_total
     SET count = count - 1, amount = amount - OLD.amount,
         weighted = weighted - (OLD.amount / 100 * OLD.probability + OLD.amount % 100 * OLD.probability / 100)
   WHERE status = OLD.status AND closed_on = OLD.closed_on;
END;
