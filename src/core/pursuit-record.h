/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "pursuit-extra.h"
#include "pursuit-field.h"

G_BEGIN_DECLS

#define PURSUIT_TYPE_RECORD (pursuit_record_get_type ())
#define PURSUIT_RECORD(obj) (G_TYPE_CHECK_INSTANCE_CAST ((obj), PURSUIT_TYPE_RECORD, PursuitRecord))
#define PURSUIT_IS_RECORD(obj) (G_TYPE_CHECK_INSTANCE_TYPE ((obj), PURSUIT_TYPE_RECORD))
#define PURSUIT_RECORD_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), PURSUIT_TYPE_RECORD, PursuitRecordClass))
#define PURSUIT_RECORD_GET_CLASS(obj) (G_TYPE_INSTANCE_GET_CLASS ((obj), PURSUIT_TYPE_RECORD, PursuitRecordClass))

/* Not G_DECLARE_DERIVABLE_TYPE: the field tables work by offset, so the structs are public. */
typedef struct _PursuitRecord PursuitRecord;
typedef struct _PursuitRecordClass PursuitRecordClass;

GType pursuit_record_get_type (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitRecord, g_object_unref)

/**
 * PursuitFieldMask:
 *
 * A set of fields of one record type: bit n is the n-th entry of its field table.
 */
typedef guint64 PursuitFieldMask;

#define PURSUIT_FIELD_MASK_ALL G_MAXUINT64

/**
 * PursuitRecordClass:
 * @table: SQL table and stable name in JSON, "customer"
 * @label: singular for people, a message id
 * @fields: the field table, at most 64 entries
 * @n_fields: its length
 * @name_field: the field that people recognise the record by, or %NULL
 * @fold_name: folds that name for recognising duplicates, or %NULL when names need not differ
 * @sorts_names: whether there are lists in the order of that name, see pursuit-collation.h
 * @derive: recomputes the derived fields that follow from the record alone; called before each write
 * @check: rules beyond those of the single fields
 * @extra: the field that holds what a house has added, see pursuit-own-set.h; %NULL when nothing can be added
 */
struct _PursuitRecordClass
{
  GObjectClass parent_class;

  const char *table;
  const char *label;
  const PursuitField *fields;
  guint n_fields;
  const PursuitField *name_field;

  char *(*fold_name) (const char *name);
  gboolean sorts_names;
  void (*derive) (PursuitRecord *self);
  gboolean (*check) (PursuitRecord *self,
                     GError **error);

  const PursuitField *extra;
  PursuitFieldMask searched;   /* the fields that are part of the search text; set with the field table */

  /*< private >*/
  GParamSpec **pspecs;
};

/* What every record has. Set by the store alone, read by everybody. */
struct _PursuitRecord
{
  GObject parent_instance;

  gint64 id;
  gint64 revision;
  gint64 created_at;
  gint64 changed_at;
  gint64 deleted_at;
  char *external_id;
  gboolean had_extra;   /* there were own fields when it was loaded or written */

  /*< private >*/
  char *name_key;       /* the folded name, and of which name: folding costs as much as writing a row */
  char *name_key_of;
  PursuitExtra *extra;  /* the values of own fields, and of which text they were read */
  char *extra_of;
};

void                pursuit_record_class_set_fields (PursuitRecordClass  *klass,
                                                     const char          *table,
                                                     const char          *label,
                                                     const PursuitField  *fields,
                                                     guint                n_fields);
const PursuitField *pursuit_record_class_find       (PursuitRecordClass  *klass,
                                                     const char          *name);
PursuitFieldMask    pursuit_record_class_get_bit    (PursuitRecordClass  *klass,
                                                     const PursuitField  *field);
char               *pursuit_record_class_dup_labels (PursuitRecordClass  *klass,
                                                     PursuitFieldMask     mask) G_GNUC_WARN_UNUSED_RESULT;
PursuitFieldMask    pursuit_record_class_select     (PursuitRecordClass  *klass,
                                                     PursuitFieldFlags    flags);
const PursuitField *pursuit_record_type_find        (GType                type,
                                                     const char          *name);
const char         *pursuit_record_type_get_table   (GType                type);
GType               pursuit_record_type_from_table  (const char          *table);
const GType        *pursuit_record_types            (guint               *out_n);

PursuitRecord      *pursuit_record_new              (GType                type) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_record_reset            (PursuitRecord       *self);
PursuitRecord      *pursuit_record_copy             (PursuitRecord       *self) G_GNUC_WARN_UNUSED_RESULT;
const char         *pursuit_record_get_name         (PursuitRecord       *self);
gint64              pursuit_record_get_number       (PursuitRecord       *self,
                                                     const PursuitField  *field);
const char         *pursuit_record_get_text         (PursuitRecord       *self,
                                                     const PursuitField  *field);
void                pursuit_record_set_number       (PursuitRecord       *self,
                                                     const PursuitField  *field,
                                                     gint64               number);
void                pursuit_record_set_text         (PursuitRecord       *self,
                                                     const PursuitField  *field,
                                                     const char          *text);
void                pursuit_record_take_text        (PursuitRecord       *self,
                                                     const PursuitField  *field,
                                                     char                *text);
void                pursuit_record_fill_number      (PursuitRecord       *self,
                                                     const PursuitField  *field,
                                                     gint64               number);
void                pursuit_record_fill_text        (PursuitRecord       *self,
                                                     const PursuitField  *field,
                                                     const char          *text);
gboolean            pursuit_record_is_blank         (PursuitRecord       *self,
                                                     const PursuitField  *field);
gboolean            pursuit_record_parse            (PursuitRecord       *self,
                                                     const PursuitField  *field,
                                                     const char          *text,
                                                     const char          *currency,
                                                     int                  date_order,
                                                     GError             **error);
char               *pursuit_record_format           (PursuitRecord       *self,
                                                     const PursuitField  *field,
                                                     const char          *currency) G_GNUC_WARN_UNUSED_RESULT;
PursuitFieldMask    pursuit_record_diff             (PursuitRecord       *self,
                                                     PursuitRecord       *other);
void                pursuit_record_assign           (PursuitRecord       *self,
                                                     PursuitRecord       *from,
                                                     PursuitFieldMask     mask);
gboolean            pursuit_record_merge            (PursuitRecord       *original,
                                                     PursuitRecord       *mine,
                                                     PursuitRecord       *theirs,
                                                     PursuitFieldMask    *out_conflict);
gboolean            pursuit_record_validate         (PursuitRecord       *self,
                                                     GError             **error);
gboolean            pursuit_record_differs          (PursuitRecord       *self,
                                                     PursuitRecord       *other,
                                                     const PursuitField  *field);
void                pursuit_record_assign_field     (PursuitRecord       *self,
                                                     PursuitRecord       *from,
                                                     const PursuitField  *field);
PursuitExtra       *pursuit_record_dup_extra        (PursuitRecord       *self,
                                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void                pursuit_record_set_extra        (PursuitRecord       *self,
                                                     const PursuitExtra  *extra);
PursuitFieldMask    pursuit_record_get_extra_bit    (PursuitRecord       *self);
void                pursuit_record_carry_extra      (PursuitRecord       *self,
                                                     PursuitRecord       *original,
                                                     PursuitRecord       *edited);
char               *pursuit_record_dup_search       (PursuitRecord       *self) G_GNUC_WARN_UNUSED_RESULT;
const char         *pursuit_record_get_name_key     (PursuitRecord       *self);
JsonObject         *pursuit_record_to_json          (PursuitRecord       *self,
                                                     PursuitFieldMask     mask) G_GNUC_WARN_UNUSED_RESULT;
gboolean            pursuit_record_apply_json       (PursuitRecord       *self,
                                                     JsonObject          *object,
                                                     GError             **error);

G_END_DECLS
