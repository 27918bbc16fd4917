/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-vcard.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "pursuit-error.h"
#include "pursuit-str.h"

/*
 * What the lines of a card come to. A card may name several phones and addresses, and what has no place of its own here: the best
 * goes to its place, the others stand in the notes, so that nothing is lost.
 */

/**
 * pursuit_vcard_new:
 *
 * Returns: (transfer full): a blank card
 */
PursuitVcard *
pursuit_vcard_new (void)
{
  PursuitVcard *self = g_new0 (PursuitVcard, 1);

  self->more = g_string_new (NULL);
  return self;
}

/**
 * pursuit_vcard_free:
 * @self: (transfer full): a card
 */
void
pursuit_vcard_free (PursuitVcard *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
    g_free (self->cells[i]);
  g_free (self->parts_name);
  g_free (self->department);
  g_string_free (self->more, TRUE);
  g_free (self);
}

/**
 * pursuit_vcard_set:
 * @self: a card
 * @cell: what
 * @text: (nullable): what it is; blank for nothing
 */
void
pursuit_vcard_set (PursuitVcard     *self,
                   PursuitVcardCell  cell,
                   const char       *text)
{
  g_return_if_fail ((guint) cell < PURSUIT_VCARD_N_CELLS);

  g_free (self->cells[cell]);
  self->cells[cell] = pursuit_str_empty (text) ? NULL : pursuit_str_dup_stripped (text);
}

static void
add_more (PursuitVcard *self,
          const char   *label,
          const char   *text)
{
  if (pursuit_str_empty (text))
    return;
  if (self->more->len > 0)
    g_string_append_c (self->more, '\n');
  if (label != NULL)
    /* Translators: what something is and what it says, such as “Phone: 010-6250 1111” */
    g_string_append_printf (self->more, _("%1$s: %2$s"), label, text);
  else
    g_string_append (self->more, text);
}

/* The first stands in its place. */
static void
set_or_more (PursuitVcard     *self,
             PursuitVcardCell  cell,
             const char       *label,
             const char       *text)
{
  if (self->cells[cell] == NULL)
    pursuit_vcard_set (self, cell, text);
  else if (g_strcmp0 (self->cells[cell], text) != 0)
    add_more (self, label, text);
}

/* Version 4.0 writes phones and chats as addresses of the web: "tel:+86-10-6250". */
static char *
dup_without_scheme (const char *text,
                    const char *scheme)
{
  gsize length = strlen (scheme);
  g_autofree char *plain = NULL;

  if (g_ascii_strncasecmp (text, scheme, length) != 0 || text[length] != ':')
    return g_strdup (text);

  plain = g_uri_unescape_string (text + length + 1, NULL);
  return plain != NULL && g_utf8_validate (plain, -1, NULL) ? g_steal_pointer (&plain) : g_strdup (text + length + 1);
}

static void
add_phone (PursuitVcard           *self,
           const PursuitVcardLine *line,
           const char             *text)
{
  g_autofree char *phone = dup_without_scheme (text, "tel");
  gboolean is_preferred = pursuit_vcard_line_is_type (line, "pref") || pursuit_vcard_line_get_param (line, "PREF") != NULL;
  int rank = pursuit_vcard_line_is_type (line, "fax") ? 0
             : 1 + 2 * is_preferred + (pursuit_vcard_line_is_type (line, "cell") ? 1 : 0);

  if (self->cells[PURSUIT_VCARD_PHONE] != NULL && rank <= self->phone_rank)
    {
      if (!g_str_equal (self->cells[PURSUIT_VCARD_PHONE], phone))
        add_more (self, rank == 0 ? _("Fax") : _("Phone"), phone);
      return;
    }

  add_more (self, self->phone_rank == 0 ? _("Fax") : _("Phone"), self->cells[PURSUIT_VCARD_PHONE]);
  pursuit_vcard_set (self, PURSUIT_VCARD_PHONE, phone);
  self->phone_rank = rank;
}

static gboolean
has_wide (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iswide (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

/* Family; given; further; before; behind. Chinese names have no space. */
static void
add_name_parts (PursuitVcard *self,
                GStrv         parts)
{
  static const guint western[] = { 3, 1, 2, 0, 4 };
  g_autoptr(GString) name = g_string_new (NULL);
  guint n = g_strv_length (parts);
  gboolean is_wide = n > 0 && has_wide (parts[0]);

  for (guint i = 0; i < G_N_ELEMENTS (western); i++)
    {
      guint at = is_wide ? i : western[i];

      if (at >= n || pursuit_str_empty (parts[at]))
        continue;
      if (!is_wide && name->len > 0)
        g_string_append_c (name, ' ');
      g_string_append (name, parts[at]);
    }

  pursuit_set_str (&self->parts_name, name->str);
}

/* Post box; further; street; town; region; postal code; country. Chinese addresses go from the large to the small. */
static char *
join_address (GStrv parts)
{
  static const guint chinese[] = { 6, 4, 3, 2, 1, 0, 5 };
  static const guint western[] = { 0, 1, 2, 3, 4, 5, 6 };
  g_autofree char *all = g_strjoinv ("", parts);
  gboolean is_wide = has_wide (all);
  const guint *order = is_wide ? chinese : western;
  GString *address = g_string_new (NULL);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < G_N_ELEMENTS (western); i++)
    {
      if (order[i] >= n || pursuit_str_empty (parts[order[i]]))
        continue;
      if (address->len > 0)
        g_string_append (address, is_wide && order[i] != 5 ? "" : is_wide ? " " : ", ");
      g_string_append (address, parts[order[i]]);
    }

  return g_string_free (address, FALSE);
}

/* "19780506", "1978-05-06T00:00:00Z"; a day without a year is no date here. */
static void
add_birthday (PursuitVcard *self,
              const char   *text)
{
  int year, month, day;
  g_autofree char *iso = NULL;

  if ((sscanf (text, "%4d-%2d-%2d", &year, &month, &day) == 3 || sscanf (text, "%4d%2d%2d", &year, &month, &day) == 3) &&
      year > 0 && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    {
      iso = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
      set_or_more (self, PURSUIT_VCARD_BIRTHDAY, _("Birthday"), iso);
      return;
    }

  add_more (self, _("Birthday"), text);
}

static void
add_chat (PursuitVcard *self,
          const char   *text)
{
  static const char *const schemes[] = { "weixin", "wechat", "wxid" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autofree char *id = dup_without_scheme (text, schemes[i]);

      if (!g_str_equal (id, text))
        {
          set_or_more (self, PURSUIT_VCARD_WECHAT, _("WeChat"), id);
          return;
        }
    }

  add_more (self, NULL, text);
}

static gboolean
add_parts (PursuitVcard           *self,
           const PursuitVcardLine *line)
{
  g_auto(GStrv) parts = pursuit_vcard_line_dup_parts (line);
  g_autofree char *address = NULL;

  if (parts == NULL)
    return FALSE;
  if (g_str_equal (line->name, "N"))
    add_name_parts (self, parts);
  else if (g_str_equal (line->name, "ORG"))
    {
      g_autofree char *rest = g_strjoinv (" ", parts + (parts[0] != NULL ? 1 : 0));

      set_or_more (self, PURSUIT_VCARD_COMPANY, _("Company"), parts[0]);
      if (self->department == NULL && !pursuit_str_empty (rest))
        self->department = pursuit_str_dup_stripped (rest);
    }
  else
    {
      address = join_address (parts);
      set_or_more (self, PURSUIT_VCARD_ADDRESS, _("Address"), address);
    }

  return TRUE;
}

typedef struct
{
  const char *name;
  PursuitVcardCell cell;
  const char *label;
} Place;

/* What is taken as it stands. */
static const Place *
find_place (const char *name)
{
  static const Place places[] = {
    { "EMAIL", PURSUIT_VCARD_EMAIL, N_("E-mail") },
    { "FN", PURSUIT_VCARD_NAME, N_("Name") },
    { "TITLE", PURSUIT_VCARD_TITLE, N_("Title") },
    { "UID", PURSUIT_VCARD_UID, N_("External number") },
    { "X-WECHAT", PURSUIT_VCARD_WECHAT, N_("WeChat") },
    { "X-WEIXIN", PURSUIT_VCARD_WECHAT, N_("WeChat") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].name, name))
      return &places[i];

  return NULL;
}

static gboolean
add_text (PursuitVcard           *self,
          const PursuitVcardLine *line)
{
  const Place *place = find_place (line->name);
  gboolean is_social = g_str_equal (line->name, "X-SOCIALPROFILE");
  g_autofree char *text = pursuit_vcard_line_dup_text (line);

  if (text == NULL)
    return FALSE;
  if (place != NULL)
    set_or_more (self, place->cell, _(place->label), text);
  else if (g_str_equal (line->name, "TEL"))
    add_phone (self, line, text);
  else if (g_str_equal (line->name, "IMPP"))
    add_chat (self, text);
  else if (is_social && pursuit_vcard_line_is_type (line, "wechat"))
    set_or_more (self, PURSUIT_VCARD_WECHAT, _("WeChat"), text);
  else if (g_str_equal (line->name, "BDAY"))
    add_birthday (self, text);
  else if (g_str_equal (line->name, "ROLE"))
    add_more (self, _("Role"), text);
  else if (g_str_equal (line->name, "URL") || is_social)
    add_more (self, _("Website"), text);
  else if (g_str_equal (line->name, "NOTE"))
    add_more (self, NULL, text);
  else if (g_str_equal (line->name, "KIND") && g_ascii_strcasecmp (text, "individual") != 0)
    self->is_other = TRUE;

  return TRUE;
}

/**
 * pursuit_vcard_add_line:
 * @self: a card
 * @line: a line of it
 *
 * Takes what a line says; lines about pictures, keys, and what programs keep for themselves say nothing here.
 *
 * Returns: %TRUE when it could be read; %FALSE when its text is not in the character set that it names
 */
gboolean
pursuit_vcard_add_line (PursuitVcard           *self,
                        const PursuitVcardLine *line)
{
  static const char *const structured[] = { "N", "ORG", "ADR", NULL };
  static const char *const texts[] = { "EMAIL", "FN", "TITLE", "UID", "X-WECHAT", "X-WEIXIN", "X-SOCIALPROFILE", "TEL", "IMPP",
                                       "BDAY", "ROLE", "URL", "NOTE", "KIND", NULL };

  g_return_val_if_fail (self != NULL && line != NULL, FALSE);

  if (g_strv_contains (structured, line->name))
    return add_parts (self, line);

  return !g_strv_contains (texts, line->name) || add_text (self, line);
}

/**
 * pursuit_vcard_finish:
 * @self: a card whose lines were all added
 * @error: return location for the refusal
 *
 * Fails with %PURSUIT_ERROR_INVALID when it is no person's card, or names nobody.
 *
 * Returns: %TRUE when its cells are what it says
 */
gboolean
pursuit_vcard_finish (PursuitVcard  *self,
                      GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->cells[PURSUIT_VCARD_NAME] == NULL)
    pursuit_vcard_set (self, PURSUIT_VCARD_NAME, self->parts_name);
  if (self->cells[PURSUIT_VCARD_TITLE] == NULL)
    pursuit_vcard_set (self, PURSUIT_VCARD_TITLE, self->department);
  else
    add_more (self, _("Department"), self->department);
  pursuit_vcard_set (self, PURSUIT_VCARD_NOTES, self->more->str);

  if (self->is_other || self->cells[PURSUIT_VCARD_NAME] == NULL)
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                           self->is_other ? _("This is the card of a group or a company, not of a person.")
                                          : _("The card names nobody."));
      return FALSE;
    }

  return TRUE;
}
