/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PursuitFieldKind:
 * @PURSUIT_KIND_TEXT: one line of text (`char *`)
 * @PURSUIT_KIND_LONG_TEXT: several lines of text (`char *`)
 * @PURSUIT_KIND_DATE: an ISO date as text, "2026-03-17" (`char *`)
 * @PURSUIT_KIND_MONEY: minor units of the house currency (`gint64`)
 * @PURSUIT_KIND_INT: a whole number (`gint64`)
 * @PURSUIT_KIND_BOOL: 0 or 1 (`gint64`)
 * @PURSUIT_KIND_ENUM: a value of the field's enum type (`gint64`)
 * @PURSUIT_KIND_TIME: UTC microseconds, 0 for never (`gint64`)
 * @PURSUIT_KIND_REF: the id of another record, 0 for none (`gint64`)
 * @PURSUIT_KIND_NUMBER: a decimal number as text, "12.5"; of own fields only (`char *`)
 * @PURSUIT_KIND_CHOICE: the key of one of the choices of an own field (`char *`)
 *
 * What a field holds. There are only two member types, `char *` and `gint64`, so that
 * everything generic can work by offset.
 */
typedef enum
{
  PURSUIT_KIND_TEXT,
  PURSUIT_KIND_LONG_TEXT,
  PURSUIT_KIND_DATE,
  PURSUIT_KIND_MONEY,
  PURSUIT_KIND_INT,
  PURSUIT_KIND_BOOL,
  PURSUIT_KIND_ENUM,
  PURSUIT_KIND_TIME,
  PURSUIT_KIND_REF,
  PURSUIT_KIND_NUMBER,
  PURSUIT_KIND_CHOICE,
} PursuitFieldKind;

/**
 * PursuitFieldFlags:
 * @PURSUIT_FIELD_REQUIRED: must not be blank, or 0 for a reference
 * @PURSUIT_FIELD_SEARCHED: part of the folded text that a list's search looks at
 * @PURSUIT_FIELD_FACET: lists can be narrowed by it
 * @PURSUIT_FIELD_PERSONAL: personal data of a contact (DOS-2)
 * @PURSUIT_FIELD_PROFILE: the personal profile: seen by those with that right only, and showing it is logged
 * @PURSUIT_FIELD_PRICE: a price; hidden from and closed to roles without that right (TEAM-6)
 * @PURSUIT_FIELD_DERIVED: kept by rules and verbs; neither forms nor imports set it
 * @PURSUIT_FIELD_TECHNICAL: says nothing to people as it is; not shown
 * @PURSUIT_FIELD_WANTED: counts towards the completeness of a dossier (DOS-6)
 * @PURSUIT_FIELD_FULL_TEXT: long text whose words the text search finds; never together with %PURSUIT_FIELD_PERSONAL
 */
typedef enum
{
  PURSUIT_FIELD_REQUIRED = 1 << 0,
  PURSUIT_FIELD_SEARCHED = 1 << 1,
  PURSUIT_FIELD_FACET = 1 << 2,
  PURSUIT_FIELD_PERSONAL = 1 << 3,
  PURSUIT_FIELD_PRICE = 1 << 4,
  PURSUIT_FIELD_DERIVED = 1 << 5,
  PURSUIT_FIELD_WANTED = 1 << 6,
  PURSUIT_FIELD_FULL_TEXT = 1 << 7,
  PURSUIT_FIELD_TECHNICAL = 1 << 8,
  PURSUIT_FIELD_PROFILE = 1 << 9,
} PursuitFieldFlags;

typedef GType (*PursuitTypeFunc) (void);

typedef struct _PursuitOwn PursuitOwn;

/**
 * PursuitField:
 * @name: SQL column and JSON key; the GObject property is the same with dashes
 * @label: what people call it, a message id to be passed through gettext
 * @kind: what it holds
 * @flags: what is special about it
 * @offset: where the member lies in the record's struct
 * @type: for %PURSUIT_KIND_ENUM the enum's type, for %PURSUIT_KIND_REF the type referred to
 * @min: least number allowed, when @max is greater than @min
 * @max: greatest number allowed
 * @aliases: (nullable): further column headers that mean this field on import, separated by
 *   `|`; they are compared folded, so case, spaces, width and script do not matter
 * @own: (nullable): the definition of a field that a house has added, see pursuit-own-set.h; the value then stands in
 *   the record's "extra" and not at @offset
 *
 * One field of a record type, described once for properties, columns, forms, import, export and journal.
 */
typedef struct
{
  const char *name;
  const char *label;
  PursuitFieldKind kind;
  PursuitFieldFlags flags;
  gsize offset;
  PursuitTypeFunc type;
  gint64 min;
  gint64 max;
  const char *aliases;
  const PursuitOwn *own;
} PursuitField;

/* The member's type is checked here: a field table that lies about its struct does not compile. */
#define PURSUIT_FIELD_(Type, member, ctype, knd, lbl, flgs, ...)                                       \
  { .name = #member, .label = (lbl), .kind = (knd), .flags = (PursuitFieldFlags) (flgs),               \
    .offset = G_STRUCT_OFFSET (Type, member)                                                           \
              + 0 * sizeof (char[__builtin_types_compatible_p (__typeof__ (((Type *) 0)->member), ctype) ? 1 : -1]), \
    __VA_ARGS__ }

#define PURSUIT_FIELD_TEXT(Type, member, label, flags, ...) \
  PURSUIT_FIELD_ (Type, member, char *, PURSUIT_KIND_TEXT, label, flags, __VA_ARGS__)
#define PURSUIT_FIELD_LONG(Type, member, label, flags, ...) \
  PURSUIT_FIELD_ (Type, member, char *, PURSUIT_KIND_LONG_TEXT, label, flags, __VA_ARGS__)
#define PURSUIT_FIELD_DATE(Type, member, label, flags, ...) \
  PURSUIT_FIELD_ (Type, member, char *, PURSUIT_KIND_DATE, label, flags, __VA_ARGS__)
#define PURSUIT_FIELD_MONEY(Type, member, label, flags, ...) \
  PURSUIT_FIELD_ (Type, member, gint64, PURSUIT_KIND_MONEY, label, flags, __VA_ARGS__)
#define PURSUIT_FIELD_INT(Type, member, label, flags, ...) \
  PURSUIT_FIELD_ (Type, member, gint64, PURSUIT_KIND_INT, label, flags, __VA_ARGS__)
#define PURSUIT_FIELD_BOOL(Type, member, label, flags, ...) \
  PURSUIT_FIELD_ (Type, member, gint64, PURSUIT_KIND_BOOL, label, flags, __VA_ARGS__)
#define PURSUIT_FIELD_ENUM(Type, member, label, enumtype, flags, ...) \
  PURSUIT_FIELD_ (Type, member, gint64, PURSUIT_KIND_ENUM, label, flags, .type = (enumtype), __VA_ARGS__)
#define PURSUIT_FIELD_TIME(Type, member, label, flags, ...) \
  PURSUIT_FIELD_ (Type, member, gint64, PURSUIT_KIND_TIME, label, flags, __VA_ARGS__)
#define PURSUIT_FIELD_REF(Type, member, label, reftype, flags, ...) \
  PURSUIT_FIELD_ (Type, member, gint64, PURSUIT_KIND_REF, label, flags, .type = (reftype), __VA_ARGS__)

/**
 * pursuit_field_is_text:
 * @self: a field
 *
 * Returns: %TRUE when the member is a `char *`, %FALSE when it is a `gint64`
 */
static inline gboolean
pursuit_field_is_text (const PursuitField *self)
{
  return self->kind == PURSUIT_KIND_TEXT || self->kind == PURSUIT_KIND_LONG_TEXT || self->kind == PURSUIT_KIND_DATE ||
         self->kind == PURSUIT_KIND_NUMBER || self->kind == PURSUIT_KIND_CHOICE;
}

gboolean pursuit_field_is_in_range  (const PursuitField  *self,
                                     gint64               value);
gboolean pursuit_field_parse        (const PursuitField  *self,
                                     const char          *text,
                                     const char          *currency,
                                     int                  date_order,
                                     gint64              *out_number,
                                     char               **out_text,
                                     GError             **error);
char    *pursuit_field_format       (const PursuitField  *self,
                                     gint64               number,
                                     const char          *text,
                                     const char          *currency);

const char *pursuit_enum_get_nick  (GType       type,
                                    int         value);
gboolean    pursuit_enum_from_nick (GType       type,
                                    const char *nick,
                                    int        *out_value);
const char *pursuit_enum_get_label (GType       type,
                                    int         value);
gboolean    pursuit_enum_parse     (GType       type,
                                    const char *text,
                                    int        *out_value);

G_END_DECLS
