-- SPDX-License-Identifier: GPL-3.0-or-later
-- Step 9: the order of names (src/core/pursuit-collation.h), and an index for each order that a list can have. A key that is
-- empty has not been made yet; the program makes those of an older file when it opens it.
ALTER TABLE org_unit ADD COLUMN sort_key BLOB NOT NULL DEFAULT x'';
ALTER TABLE staff ADD COLUMN sort_key BLOB NOT NULL DEFAULT x'';
ALTER TABLE customer ADD COLUMN sort_key BLOB NOT NULL DEFAULT x'';
ALTER TABLE contact ADD COLUMN sort_key BLOB NOT NULL DEFAULT x'';
ALTER TABLE product ADD COLUMN sort_key BLOB NOT NULL DEFAULT x'';
ALTER TABLE deal ADD COLUMN sort_key BLOB NOT NULL DEFAULT x'';
ALTER TABLE document ADD COLUMN sort_key BLOB NOT NULL DEFAULT x'';

-- By what recipe the things were made that the program works out of the records, so that it makes them anew when it knows a
-- later version. What has no row here is to be made.
CREATE TABLE derived (
  name TEXT NOT NULL PRIMARY KEY,
  recipe TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX org_unit_by_sort_key ON org_unit (sort_key, id, deleted_at) WHERE deleted_at = 0;
CREATE INDEX staff_by_sort_key ON staff (sort_key, id, deleted_at) WHERE deleted_at = 0;
CREATE INDEX product_by_sort_key ON product (sort_key, id, deleted_at) WHERE deleted_at = 0;
CREATE INDEX document_by_sort_key ON document (sort_key, id, customer_id, deleted_at) WHERE deleted_at = 0;

-- Whose a customer is and of which grade stands in each, because most people look at their own and at the best. Whatever else
-- the list is narrowed by, and its facets count, stands in that of the order in which it is shown at first, and in that by grade.
DROP INDEX customer_by_search;
CREATE INDEX customer_by_sort_key ON customer (sort_key, id, owner_id, grade, deleted_at) WHERE deleted_at = 0;
DROP INDEX customer_by_last_contact;
CREATE INDEX customer_by_last_contact ON customer (last_contact_at, id, owner_id, grade, funnel, region, industry, deleted_at)
 WHERE deleted_at = 0;
DROP INDEX customer_by_grade;
CREATE INDEX customer_by_grade ON customer (grade, id, owner_id, funnel, region, industry, deleted_at) WHERE deleted_at = 0;
CREATE INDEX customer_by_revenue ON customer (estimated_revenue, id, owner_id, grade, deleted_at) WHERE deleted_at = 0;
CREATE INDEX customer_by_id ON customer (id, owner_id, grade, deleted_at) WHERE deleted_at = 0;

DROP INDEX contact_by_search;
CREATE INDEX contact_by_sort_key ON contact (sort_key, id, customer_id, deleted_at) WHERE deleted_at = 0;

-- The lanes of the board in each order that it offers, the same for one seller, and the closed deals by their day.
CREATE INDEX deal_by_sort_key ON deal (stage_id, sort_key, id, status, deleted_at) WHERE status = 'open' AND deleted_at = 0;
CREATE INDEX deal_by_amount ON deal (stage_id, amount, id, status, deleted_at) WHERE status = 'open' AND deleted_at = 0;
DROP INDEX deal_by_entry;
CREATE INDEX deal_by_entry ON deal (stage_id, stage_entered_at, id, amount, probability, status, deleted_at)
 WHERE status = 'open' AND deleted_at = 0;
DROP INDEX deal_by_owner;
CREATE INDEX deal_by_owner ON deal (owner_id, status, stage_id, next_step_on, id, deleted_at);
DROP INDEX deal_by_closing;
CREATE INDEX deal_by_closing ON deal (status, closed_on, id, deleted_at) WHERE deleted_at = 0;

CREATE INDEX activity_by_time ON activity (happened_at, id, customer_id, deleted_at) WHERE deleted_at = 0;

-- What happened about one deal.
CREATE INDEX journal_by_deal ON journal (deal_id, at) WHERE deal_id IS NOT NULL;
