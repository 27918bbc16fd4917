/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-draft-offer.h"

#include <glib/gi18n-lib.h>

#include "pursuit-date.h"
#include "pursuit-error.h"
#include "pursuit-form-draft.h"
#include "pursuit-own-fields.h"
#include "pursuit-records.h"

/* Drafts on the worker thread: what was typed once, beside what has become of the record since. */

/**
 * pursuit_draft_offer_free:
 * @self: (transfer full): an offer
 */
void
pursuit_draft_offer_free (PursuitDraftOffer *self)
{
  g_clear_pointer (&self->draft, pursuit_draft_free);
  g_clear_object (&self->original);
  g_clear_object (&self->edited);
  g_clear_object (&self->current);
  g_clear_pointer (&self->comparison, pursuit_comparison_free);
  g_free (self->problem);
  g_free (self);
}

static PursuitDraft *
copy_draft (const PursuitDraft *draft)
{
  PursuitDraft *copy = g_memdup2 (draft, sizeof *draft);

  copy->field = g_strdup (draft->field);
  copy->original = g_strdup (draft->original);
  copy->text = g_strdup (draft->text);

  return copy;
}

/* Lent by @record; what it was cannot always be read back, what was typed not always at all. */
static gboolean
read_field (PursuitDraftOffer *self,
            PursuitDesk       *desk)
{
  const PursuitField *field = pursuit_own_set_find_field (pursuit_desk_get_own_set (desk, NULL), self->draft->type,
                                                          self->draft->field);
  g_autoptr(GError) error = NULL;

  if (field == NULL)
    return FALSE;

  self->original = pursuit_record_copy (self->current);
  pursuit_record_parse (self->original, field, self->draft->original != NULL ? self->draft->original : "",
                        pursuit_desk_get_currency (desk), PURSUIT_DATE_ORDER_AUTO, NULL);
  self->edited = pursuit_record_copy (self->original);
  if (!pursuit_record_parse (self->edited, field, self->draft->text, pursuit_desk_get_currency (desk),
                             PURSUIT_DATE_ORDER_AUTO, &error))
    self->problem = g_strdup (error->message);

  return TRUE;
}

static PursuitDraftOffer *
read_offer (PursuitDesk         *desk,
            const PursuitDraft  *draft,
            GError             **error)
{
  g_autoptr(PursuitDraftOffer) self = g_new0 (PursuitDraftOffer, 1);

  self->draft = copy_draft (draft);
  self->current = draft->id != 0 ? pursuit_records_load (desk, draft->type, draft->id, error)
                                 : pursuit_record_new (draft->type);
  if (self->current == NULL)
    return NULL;
  if (!pursuit_form_draft_read (self->draft, self->current, &self->original, &self->edited) && !read_field (self, desk))
    {
      g_set_error_literal (error, PURSUIT_ERROR, PURSUIT_ERROR_INVALID, _("This draft cannot be read."));
      return NULL;
    }
  if (draft->id == 0)
    return g_steal_pointer (&self);

  self->comparison = pursuit_records_compare (desk, self->original, self->edited, error);
  return self->comparison != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * pursuit_draft_offers_read:
 * @desk: a desk
 * @drafts: (element-type PursuitDraft): drafts
 * @error: return location
 *
 * Drafts of records that the actor may no longer see, or that are gone for good, are left out and stay where they are.
 *
 * Fails when the database cannot be reached.
 *
 * Returns: (transfer full) (element-type PursuitDraftOffer): the drafts beside what is there now
 */
GPtrArray *
pursuit_draft_offers_read (PursuitDesk  *desk,
                           GPtrArray    *drafts,
                           GError      **error)
{
  g_autoptr(GPtrArray) offers = g_ptr_array_new_with_free_func ((GDestroyNotify) pursuit_draft_offer_free);

  for (guint i = 0; i < drafts->len; i++)
    {
      g_autoptr(GError) local = NULL;
      PursuitDraftOffer *offer = read_offer (desk, g_ptr_array_index (drafts, i), &local);

      if (offer != NULL)
        g_ptr_array_add (offers, offer);
      else if (g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_BUSY) ||
               g_error_matches (local, PURSUIT_ERROR, PURSUIT_ERROR_AWAY))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }

  return g_steal_pointer (&offers);
}

/**
 * pursuit_draft_offer_is_over:
 * @self: an offer
 *
 * Returns: %TRUE when what was typed is in the database already: there is nothing to offer
 */
gboolean
pursuit_draft_offer_is_over (const PursuitDraftOffer *self)
{
  PursuitFieldMask typed = pursuit_record_diff (self->original, self->edited);

  return self->draft->id != 0 && self->problem == NULL && (typed & pursuit_record_diff (self->edited, self->current)) == 0;
}
