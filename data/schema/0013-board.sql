-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 13: what the board is narrowed and grouped by, each from an index, also at 100 000 open deals.

-- Two things of its customer that a deal is asked for as often as for its own, kept by triggers: otherwise a count of the silent deals, or the
-- lane of a region, looks up the customer of every deal.
ALTER TABLE deal ADD COLUMN customer_region TEXT;
ALTER TABLE deal ADD COLUMN contacted_at INTEGER NOT NULL DEFAULT 0;

UPDATE deal SET customer_region = c.region, contacted_at = c.last_contact_at
  FROM customer c
 WHERE c.id = deal.customer_id AND (c.region IS NOT NULL OR c.last_contact_at <> 0);

CREATE TRIGGER deal_customer_insert AFTER INSERT ON deal
BEGIN
  UPDATE deal SET customer_region = c.region, contacted_at = c.last_contact_at
    FROM customer c
   WHERE deal.id = NEW.id AND c.id = NEW.customer_id
     AND (c.region IS NOT NEW.customer_region OR c.last_contact_at <> NEW.contacted_at);
END;

CREATE TRIGGER deal_customer_change AFTER UPDATE OF customer_id ON deal WHEN OLD.customer_id <> NEW.customer_id
BEGIN
  UPDATE deal SET customer_region = c.region, contacted_at = c.last_contact_at
    FROM customer c
   WHERE deal.id = NEW.id AND c.id = NEW.customer_id;
END;

CREATE TRIGGER customer_deal_change AFTER UPDATE OF region, last_contact_at ON customer
WHEN OLD.region IS NOT NEW.region OR OLD.last_contact_at <> NEW.last_contact_at
BEGIN
  UPDATE deal SET customer_region = NEW.region, contacted_at = NEW.last_contact_at WHERE customer_id = NEW.id;
END;

-- The sums of any lanes, and of what is expected to close: one index has all that they ask for. It was that of sellers alone.
DROP INDEX deal_open_by_owner;
CREATE INDEX deal_open_by_owner ON deal (owner_id, max_position, stage_id, amount, probability, process_id, product_id, customer_region,
                                         expected_close, parked_until, status, deleted_at)
 WHERE status = 'open' AND deleted_at = 0;

-- Parked deals do not stand still (STG-3).
DROP INDEX deal_by_entry;
CREATE INDEX deal_by_entry ON deal (stage_id, stage_entered_at, id, amount, probability, parked_until, status, deleted_at)
 WHERE status = 'open' AND deleted_at = 0;

-- The lanes by the gap between us and the buyer (STG-1); those who are out of step.
CREATE INDEX deal_by_gap ON deal (stage_id, gap, id, status, deleted_at) WHERE status = 'open' AND deleted_at = 0;
CREATE INDEX deal_misaligned ON deal (process_id, gap, stage_id, id, amount, probability, owner_id, status, deleted_at)
 WHERE status = 'open' AND deleted_at = 0 AND (gap >= 2 OR gap <= -1);

-- The lanes of a seller, a region, a product in the board's order. No move of a card touches these.
CREATE INDEX deal_by_seller ON deal (owner_id, next_step_on, id, process_id, status, deleted_at)
 WHERE status = 'open' AND deleted_at = 0;
CREATE INDEX deal_by_region ON deal (customer_region, next_step_on, id, process_id, status, deleted_at)
 WHERE status = 'open' AND deleted_at = 0;
CREATE INDEX deal_by_product ON deal (product_id, next_step_on, id, process_id, status, deleted_at)
 WHERE status = 'open' AND deleted_at = 0;
CREATE INDEX deal_by_step_owner ON deal (next_step_owner_id, next_step_on, id, process_id, parked_until, status, deleted_at)
 WHERE status = 'open' AND deleted_at = 0 AND next_step_owner_id IS NOT NULL;

-- Those whose customer hears nothing from us; those that are parked; those that were won and not handed over (STG-8).
CREATE INDEX deal_by_contact ON deal (process_id, contacted_at, id, parked_until, status, deleted_at)
 WHERE status = 'open' AND deleted_at = 0;
CREATE INDEX deal_parked ON deal (parked_until, process_id, stage_id, id, amount, probability, owner_id, expected_close, status, deleted_at)
 WHERE status = 'open' AND deleted_at = 0 AND parked_until IS NOT NULL;
CREATE INDEX deal_unaccepted ON deal (closed_on, id, process_id, owner_id, status, accepted_on, deleted_at)
 WHERE status = 'won' AND accepted_on IS NULL AND deleted_at = 0;

-- Moves past missing milestones (STG-2): what a review looks at.
CREATE INDEX stage_move_overridden ON stage_move (moved_at, deal_id) WHERE missing IS NOT NULL;
