/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-own-choices.h"
#include "pursuit-enums.h"
#include "pursuit-extra.h"
#include "pursuit-record.h"

G_BEGIN_DECLS

/* What goes before the key where own fields and built-in ones are named together: "own.contract_type". */
#define PURSUIT_OWN_PREFIX "own."
/* The same where a list is narrowed: "own." means the customers, which contacts and deals come with. */
#define PURSUIT_OWN_OF_CONTACT_PREFIX "contact.own."
#define PURSUIT_OWN_OF_DEAL_PREFIX "deal.own."
#define PURSUIT_MOST_OWN_FIELDS 100

/**
 * PursuitOwn:
 * @field: the field, to be used like a built-in one
 * @id: of its definition
 * @type: the record type it belongs to
 * @kind: what it holds
 * @key: where its values stand in "extra"
 * @name: what people call it
 * @name_zh: (nullable): what they call it in Chinese
 * @choices: (element-type PursuitOwnChoice): what a choice, or a yes or no, offers
 * @searched: whether the list's search looks at it
 * @retired: whether it is not shown any more; its values are kept
 *
 * A field that a house has added. It never changes and never goes: a definition that changes makes another one, so that
 * pointers to fields may be kept, as those to built-in fields are.
 */
struct _PursuitOwn
{
  PursuitField field;
  gint64 id;
  GType type;
  PursuitOwnKind kind;
  char *key;
  char *name;
  char *name_zh;
  GPtrArray *choices;
  gboolean searched;
  gboolean retired;
};

typedef struct _PursuitOwnSet PursuitOwnSet;

GType               pursuit_own_entity_to_type  (PursuitOwnEntity      entity);
gboolean            pursuit_own_entity_from_type (GType                type,
                                                 PursuitOwnEntity     *out_entity);

PursuitOwnSet      *pursuit_own_set_new         (GPtrArray            *definitions) G_GNUC_WARN_UNUSED_RESULT;
PursuitOwnSet      *pursuit_own_set_ref         (PursuitOwnSet        *self);
void                pursuit_own_set_unref       (PursuitOwnSet        *self);
gboolean            pursuit_own_set_equal       (const PursuitOwnSet  *self,
                                                 const PursuitOwnSet  *other);
const PursuitField *const *pursuit_own_set_list (const PursuitOwnSet  *self,
                                                 GType                 type,
                                                 guint                *out_n);
const PursuitOwn   *pursuit_own_set_find        (const PursuitOwnSet  *self,
                                                 GType                 type,
                                                 const char           *key);
const PursuitOwn   *pursuit_own_set_find_id     (const PursuitOwnSet  *self,
                                                 gint64                id);
const PursuitField *pursuit_own_set_find_field  (const PursuitOwnSet  *self,
                                                 GType                 type,
                                                 const char           *name);
const PursuitField *pursuit_own_set_find_called (const PursuitOwnSet  *self,
                                                 GType                 type,
                                                 const char           *text);
gboolean            pursuit_own_set_check       (const PursuitOwnSet  *self,
                                                 PursuitRecord        *record,
                                                 GError              **error);
char               *pursuit_own_set_dup_search  (const PursuitOwnSet  *self,
                                                 PursuitRecord        *record) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray          *pursuit_own_set_list_changed (const PursuitOwnSet *self,
                                                 PursuitRecord        *before,
                                                 PursuitRecord        *after) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PursuitOwnSet, pursuit_own_set_unref)

G_END_DECLS
