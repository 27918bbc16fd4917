/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-xlsx-book.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-error.h"
#include "pursuit-xlsx-part.h"

#define MAX_BOOK_SIZE (16 * 1024 * 1024)

/*
 * Where the parts of a workbook are: _rels/.rels names the workbook, its own relations the sheets, strings and styles. Types of
 * relations are told by their last word, which is the same in the transitional and the strict form of the format.
 */

typedef struct
{
  char *type;
  char *target;
} Relation;

typedef struct
{
  char *base;            /* folder of the part the relations are of, "" or "xl" */
  GHashTable *by_id;     /* char* -> Relation */
} Relations;

typedef struct
{
  PursuitXlsxBook *book;
  GHashTable *relations;
  GStrvBuilder *names;
  GStrvBuilder *paths;
  guint n_sheets;
  gboolean has_visible;
} Reading;

static void
relation_free (gpointer data)
{
  Relation *relation = data;

  g_free (relation->type);
  g_free (relation->target);
  g_free (relation);
}

/* A target is relative to the folder of the part, or begins with a slash. */
static char *
resolve (const char *base,
         const char *target)
{
  g_autofree char *folder = g_strconcat ("/", base, NULL);
  g_autofree char *canonical = g_canonicalize_filename (target, folder);

  return g_strdup (canonical + strspn (canonical, "/"));
}

static void
relation_cb (gpointer     user_data,
             const char  *name,
             const char **attributes)
{
  Relations *self = user_data;
  const char *id = pursuit_xlsx_attribute (attributes, "Id");
  const char *type = pursuit_xlsx_attribute (attributes, "Type");
  const char *target = pursuit_xlsx_attribute (attributes, "Target");
  Relation *relation;

  if (!g_str_equal (name, "Relationship") || id == NULL || type == NULL || target == NULL)
    return;

  relation = g_new0 (Relation, 1);
  relation->type = g_strdup (strrchr (type, '/') != NULL ? strrchr (type, '/') + 1 : type);
  relation->target = resolve (self->base, target);
  g_hash_table_insert (self->by_id, g_strdup (id), relation);
}

/* @part: (nullable): NULL for the relations of the package itself */
static GHashTable *
read_relations (PursuitXlsxPackage  *package,
                const char          *part,
                GError             **error)
{
  static const PursuitXlsxHandler handler = { relation_cb, NULL, NULL };
  g_autofree char *base = part != NULL ? g_path_get_dirname (part) : g_strdup ("");
  g_autofree char *name = part != NULL ? g_path_get_basename (part) : g_strdup ("");
  g_autofree char *path = g_strdup_printf ("%s%s_rels/%s.rels", g_str_equal (base, ".") ? "" : base,
                                           *base != '\0' && !g_str_equal (base, ".") ? "/" : "", name);
  g_autoptr(GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, relation_free);
  Relations relations = { base, by_id };

  if (!pursuit_xlsx_part_read_all (package, path, MAX_BOOK_SIZE, &handler, &relations, error))
    return NULL;

  return g_steal_pointer (&by_id);
}

static const char *
find_type (GHashTable *relations,
           const char *type)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, relations);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_str_equal (((Relation *) value)->type, type))
      return ((Relation *) value)->target;

  return NULL;
}

static gboolean
is_true (const char *text)
{
  return text != NULL && (g_str_equal (text, "1") || g_str_equal (text, "true") || g_str_equal (text, "on"));
}

static void
add_sheet (Reading     *self,
           const char **attributes)
{
  const char *name = pursuit_xlsx_attribute (attributes, "name");
  const char *id = pursuit_xlsx_attribute (attributes, "id");
  const char *state = pursuit_xlsx_attribute (attributes, "state");
  const Relation *relation = id != NULL ? g_hash_table_lookup (self->relations, id) : NULL;
  gboolean is_sheet = relation != NULL && g_str_equal (relation->type, "worksheet");

  if (!self->has_visible && is_sheet && (state == NULL || g_str_equal (state, "visible")))
    {
      self->book->first_visible = self->n_sheets;
      self->has_visible = TRUE;
    }
  g_strv_builder_add (self->names, name != NULL ? name : "");
  g_strv_builder_add (self->paths, relation == NULL ? "?" : is_sheet ? relation->target : "");
  self->n_sheets++;
}

static void
workbook_cb (gpointer     user_data,
             const char  *name,
             const char **attributes)
{
  Reading *self = user_data;

  if (g_str_equal (name, "workbookPr"))
    self->book->date1904 = is_true (pursuit_xlsx_attribute (attributes, "date1904"));
  else if (g_str_equal (name, "sheet"))
    add_sheet (self, attributes);
}

static gboolean
read_workbook (PursuitXlsxBook     *self,
               PursuitXlsxPackage  *package,
               const char          *path,
               GError             **error)
{
  static const PursuitXlsxHandler handler = { workbook_cb, NULL, NULL };
  g_autoptr(GHashTable) relations = read_relations (package, path, error);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) paths = g_strv_builder_new ();
  Reading reading = { self, relations, names, paths };

  if (relations == NULL || !pursuit_xlsx_part_read_all (package, path, MAX_BOOK_SIZE, &handler, &reading, error))
    return FALSE;

  self->sheet_names = g_strv_builder_end (names);
  self->sheet_paths = g_strv_builder_end (paths);
  self->strings = g_strdup (find_type (relations, "sharedStrings"));
  self->styles = g_strdup (find_type (relations, "styles"));

  return TRUE;
}

/**
 * pursuit_xlsx_book_read:
 * @package: an open package
 * @error: return location for the refusal
 *
 * Finds the sheets and the other parts of a workbook.
 *
 * Fails with %PURSUIT_ERROR_INVALID when the package is no workbook or has no sheet, and with %PURSUIT_ERROR_STORAGE when it
 * is damaged.
 *
 * Returns: (transfer full): the workbook
 */
PursuitXlsxBook *
pursuit_xlsx_book_read (PursuitXlsxPackage  *package,
                        GError             **error)
{
  g_autoptr(PursuitXlsxBook) self = g_new0 (PursuitXlsxBook, 1);
  g_autoptr(GHashTable) relations = read_relations (package, NULL, error);
  const char *path = relations != NULL ? find_type (relations, "officeDocument") : NULL;

  if (relations == NULL)
    return NULL;
  if (path == NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID,
                   _("“%s” is an archive or a document of another kind, not a workbook (.xlsx)"),
                   pursuit_xlsx_package_get_name (package));
      return NULL;
    }
  if (!read_workbook (self, package, path, error))
    return NULL;
  if (self->sheet_names[0] == NULL)
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("“%s” has no sheet"), pursuit_xlsx_package_get_name (package));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * pursuit_xlsx_book_free:
 * @self: (transfer full): a workbook
 */
void
pursuit_xlsx_book_free (PursuitXlsxBook *self)
{
  g_strfreev (self->sheet_names);
  g_strfreev (self->sheet_paths);
  g_free (self->strings);
  g_free (self->styles);
  g_free (self);
}

static gboolean
is_called (const char *name,
           const char *wanted)
{
  g_autofree char *a = g_utf8_casefold (name, -1);
  g_autofree char *b = g_utf8_casefold (wanted, -1);

  return g_str_equal (a, b);
}

/* By its name, else by its number as the tabs count. */
static gboolean
find_wanted (PursuitXlsxBook *self,
             const char      *wanted,
             guint           *out_index)
{
  guint64 number;

  for (guint i = 0; self->sheet_names[i] != NULL; i++)
    if (is_called (self->sheet_names[i], wanted))
      {
        *out_index = i;
        return TRUE;
      }
  if (!g_ascii_string_to_unsigned (wanted, 10, 1, g_strv_length (self->sheet_names), &number, NULL))
    return FALSE;

  *out_index = (guint) number - 1;
  return TRUE;
}

/**
 * pursuit_xlsx_book_find_sheet:
 * @self: a workbook
 * @wanted: (nullable): the name or number of a sheet, %NULL for the first that is visible
 * @name: the file's name, for messages
 * @out_index: (out): which it is
 * @error: return location for the refusal
 *
 * Fails with %PURSUIT_ERROR_NOT_FOUND when there is no such sheet, with %PURSUIT_ERROR_INVALID when it is a chart, and with
 * %PURSUIT_ERROR_STORAGE when the workbook does not say where it is.
 *
 * Returns: %TRUE when there is a sheet to read
 */
gboolean
pursuit_xlsx_book_find_sheet (PursuitXlsxBook  *self,
                              const char       *wanted,
                              const char       *name,
                              guint            *out_index,
                              GError          **error)
{
  g_autofree char *sheets = NULL;
  guint index = self->first_visible;

  if (wanted != NULL && !find_wanted (self, wanted, &index))
    {
      sheets = g_strjoinv (", ", self->sheet_names);
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_NOT_FOUND, _("“%1$s” has no sheet “%2$s”; its sheets are: %3$s"),
                   name, wanted, sheets);
      return FALSE;
    }
  if (*self->sheet_paths[index] == '\0')
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("The sheet “%2$s” of “%1$s” is a chart, not a table"), name,
                   self->sheet_names[index]);
      return FALSE;
    }
  if (g_str_equal (self->sheet_paths[index], "?"))
    {
      g_set_error (error, PURSUIT_ERROR, PURSUIT_ERROR_STORAGE, _("“%1$s” is damaged: it does not say where its sheet “%2$s” is"),
                   name, self->sheet_names[index]);
      return FALSE;
    }

  *out_index = index;
  return TRUE;
}
