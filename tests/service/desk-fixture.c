/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include "open-gates.h"
#include "pursuit-customer.h"
#include "pursuit-date.h"
#include "pursuit-deals.h"
#include "pursuit-enums.h"
#include "pursuit-org-unit.h"
#include "pursuit-records.h"
#include "pursuit-staff.h"

#include <glib/gstdio.h>

/* Its address is what says it. */
const char desk_with_gates[] = "gates";

static void
add_record (DeskFixture   *self,
            PursuitRecord *record)
{
  g_autoptr(GError) error = NULL;

  pursuit_records_create (self->desk, record, NULL, &error);
  g_assert_no_error (error);
}

static void
add_unit (DeskFixture *self,
          const char  *name,
          const char  *parent)
{
  g_autoptr(PursuitRecord) unit = g_object_new (PURSUIT_TYPE_ORG_UNIT, "name", name, NULL);

  if (parent != NULL)
    g_object_set (unit, "parent-id", desk_fixture_find (self, "org_unit", parent), NULL);
  add_record (self, unit);
}

static void
add_staff (DeskFixture       *self,
           const char        *name,
           const char        *unit,
           PursuitSystemRole  role)
{
  g_autoptr(PursuitRecord) staff = g_object_new (PURSUIT_TYPE_STAFF, "name", name, "unit-id",
                                                 desk_fixture_find (self, "org_unit", unit), NULL);

  if (role != PURSUIT_SYSTEM_ROLE_NONE)
    g_object_set (staff, "role-id",
                  desk_fixture_int (self, "SELECT id FROM role WHERE system_role = '%s'",
                                    pursuit_enum_get_nick (PURSUIT_TYPE_SYSTEM_ROLE, role)), NULL);
  add_record (self, staff);
}

static void
set_lead (DeskFixture *self,
          const char  *unit,
          const char  *lead)
{
  g_autoptr(PursuitRecord) original = pursuit_store_load (pursuit_desk_get_store (self->desk), PURSUIT_TYPE_ORG_UNIT,
                                                          desk_fixture_find (self, "org_unit", unit), NULL);
  g_autoptr(PursuitRecord) edited = pursuit_record_copy (original);
  g_autoptr(GError) error = NULL;

  g_object_set (edited, "lead-id", desk_fixture_find (self, "staff", lead), NULL);
  pursuit_records_save (self->desk, original, edited, NULL, &error);
  g_assert_no_error (error);
}

static void
add_house (DeskFixture *self)
{
  add_unit (self, "Head", NULL);
  add_unit (self, "East", "Head");
  add_unit (self, "Coast", "East");
  add_unit (self, "West", "Head");
  add_staff (self, "Root", "Head", PURSUIT_SYSTEM_ROLE_ADMINISTRATOR);
  add_staff (self, "Chief", "Head", PURSUIT_SYSTEM_ROLE_EXECUTIVE);
  add_staff (self, "Sun", "Head", PURSUIT_SYSTEM_ROLE_PRESALES);
  add_staff (self, "Qian", "Head", PURSUIT_SYSTEM_ROLE_NONE);
  add_staff (self, "Ma", "East", PURSUIT_SYSTEM_ROLE_MANAGER);
  add_staff (self, "Li", "East", PURSUIT_SYSTEM_ROLE_SELLER);
  add_staff (self, "Wang", "Coast", PURSUIT_SYSTEM_ROLE_SELLER);
  add_staff (self, "Zhu", "West", PURSUIT_SYSTEM_ROLE_MANAGER);
  add_staff (self, "Zhao", "West", PURSUIT_SYSTEM_ROLE_SELLER);
  set_lead (self, "East", "Ma");
  set_lead (self, "West", "Zhu");
}

/**
 * desk_fixture_set_up:
 * @self: a fixture
 * @data: %DESK_WITH_GATES, or anything else
 *
 * Stops the clock at %DESK_NOW, and makes a database with the house in it; the owner of the file sits at the desk. The shipped
 * processes ask for no milestones unless it is said.
 */
void
desk_fixture_set_up (DeskFixture   *self,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  pursuit_time_set_now (DESK_NOW);
  store_fixture_set_up_closed (&self->base, data);
  self->desk = pursuit_desk_create (self->base.path, NULL, &error);
  g_assert_no_error (error);
  self->base.store = pursuit_desk_get_store (self->desk);
  if (data != DESK_WITH_GATES)
    open_gates (self->desk);
  add_house (self);
}

static void
close_desk (DeskFixture *self)
{
  self->base.store = NULL;
  g_assert_finalize_object (g_steal_pointer (&self->desk));
}

/**
 * desk_fixture_tear_down:
 * @self: a fixture
 * @data: ignored
 *
 * Closes the database, removes it and lets the clock run again.
 */
void
desk_fixture_tear_down (DeskFixture   *self,
                        gconstpointer  data)
{
  close_desk (self);
  store_fixture_tear_down (&self->base, data);
  pursuit_time_set_now (0);
}

/**
 * desk_fixture_reopen:
 * @self: a fixture
 * @flags: how to open
 *
 * Closes the database and opens it again.
 */
void
desk_fixture_reopen (DeskFixture       *self,
                     PursuitStoreFlags  flags)
{
  g_autoptr(GError) error = NULL;

  close_desk (self);
  self->desk = pursuit_desk_open (self->base.path, flags, &error);
  g_assert_no_error (error);
  self->base.store = pursuit_desk_get_store (self->desk);
}

/**
 * desk_fixture_sign_in:
 * @self: a fixture
 * @name: somebody of the house
 *
 * Lets somebody sit at the desk.
 */
void
desk_fixture_sign_in (DeskFixture *self,
                      const char  *name)
{
  g_autoptr(GError) error = NULL;

  pursuit_desk_sign_in (self->desk, desk_fixture_find (self, "staff", name), &error);
  g_assert_no_error (error);
}

/**
 * desk_fixture_find:
 * @self: a fixture
 * @table: a table with names, or "deal"
 * @name: (nullable): a name or title
 *
 * Returns: the id of that record, which must exist; 0 for %NULL
 */
gint64
desk_fixture_find (DeskFixture *self,
                   const char  *table,
                   const char  *name)
{
  if (name == NULL)
    return 0;

  return desk_fixture_int (self, "SELECT id FROM %s WHERE %s = '%s'", table,
                           g_str_equal (table, "deal") ? "title" : "name", name);
}

/**
 * desk_fixture_add_customer:
 * @self: a fixture
 * @name: its name
 * @owner: (nullable): whose it is
 *
 * Creates a customer in the name of whoever sits at the desk.
 *
 * Returns: its id
 */
gint64
desk_fixture_add_customer (DeskFixture *self,
                           const char  *name,
                           const char  *owner)
{
  g_autoptr(PursuitRecord) customer = g_object_new (PURSUIT_TYPE_CUSTOMER, "name", name, "owner-id",
                                                    desk_fixture_find (self, "staff", owner), NULL);

  add_record (self, customer);

  return customer->id;
}

/**
 * desk_fixture_add_deal:
 * @self: a fixture
 * @title: its title
 * @customer: the customer's name
 * @owner: (nullable): whose it is
 * @amount: in minor units
 * @position: the stage to begin in
 *
 * Creates a deal in the name of whoever sits at the desk.
 *
 * Returns: its id
 */
gint64
desk_fixture_add_deal (DeskFixture *self,
                       const char  *title,
                       const char  *customer,
                       const char  *owner,
                       gint64       amount,
                       int          position)
{
  g_autoptr(PursuitRecord) deal = g_object_new (PURSUIT_TYPE_DEAL, "title", title, "customer-id",
                                                desk_fixture_find (self, "customer", customer), "owner-id",
                                                desk_fixture_find (self, "staff", owner), "amount", amount, NULL);
  g_autoptr(GError) error = NULL;

  pursuit_deals_create (self->desk, PURSUIT_DEAL (deal), position, NULL, &error);
  g_assert_no_error (error);

  return deal->id;
}

/**
 * desk_fixture_int:
 * @self: a fixture
 * @format: a query, printf()
 *
 * Returns: the first column of the first row, as a second witness sees it
 */
gint64
desk_fixture_int (DeskFixture *self,
                  const char  *format,
                  ...)
{
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);

  return store_fixture_int (&self->base, sql);
}

/**
 * desk_fixture_text:
 * @self: a fixture
 * @format: a query, printf()
 *
 * Returns: (transfer full): the first column of the first row, as a second witness sees it
 */
char *
desk_fixture_text (DeskFixture *self,
                   const char  *format,
                   ...)
{
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);

  return store_fixture_text (&self->base, sql);
}

/**
 * desk_fixture_assert_sound:
 * @self: a fixture
 *
 * Lets the store check itself: nothing may be found.
 */
void
desk_fixture_assert_sound (DeskFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) findings = pursuit_store_check (self->base.store, NULL, &error);

  g_assert_no_error (error);
  if (findings->len > 0)
    g_error ("%s", (const char *) g_ptr_array_index (findings, 0));
}
