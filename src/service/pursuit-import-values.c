/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pursuit-import-read-private.h"
#include "pursuit-import-settle-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pursuit-enums.h"
#include "pursuit-error.h"
#include "pursuit-money.h"
#include "pursuit-str.h"
#include "pursuit-text.h"

/* From the cells of a row to the fields of a record. */

/* What files call a value, whatever the language of the person who imports them; folded, so simplified only. */
static const struct
{
  GType (*type) (void);
  const char *word;
  int value;
} words[] = {
  { pursuit_grade_get_type, "a类", PURSUIT_GRADE_A },
  { pursuit_grade_get_type, "b类", PURSUIT_GRADE_B },
  { pursuit_grade_get_type, "c类", PURSUIT_GRADE_C },
  { pursuit_grade_get_type, "a级", PURSUIT_GRADE_A },
  { pursuit_grade_get_type, "b级", PURSUIT_GRADE_B },
  { pursuit_grade_get_type, "c级", PURSUIT_GRADE_C },
  { pursuit_grade_get_type, "a类客户", PURSUIT_GRADE_A },
  { pursuit_grade_get_type, "b类客户", PURSUIT_GRADE_B },
  { pursuit_grade_get_type, "c类客户", PURSUIT_GRADE_C },
  { pursuit_funnel_get_type, "潜在客户", PURSUIT_FUNNEL_POTENTIAL },
  { pursuit_funnel_get_type, "潜在", PURSUIT_FUNNEL_POTENTIAL },
  { pursuit_funnel_get_type, "线索", PURSUIT_FUNNEL_LEAD },
  { pursuit_funnel_get_type, "商机", PURSUIT_FUNNEL_OPPORTUNITY },
  { pursuit_buying_role_get_type, "决策者", PURSUIT_BUYING_ROLE_DECIDER },
  { pursuit_buying_role_get_type, "决策人", PURSUIT_BUYING_ROLE_DECIDER },
  { pursuit_buying_role_get_type, "批准者", PURSUIT_BUYING_ROLE_APPROVER },
  { pursuit_buying_role_get_type, "审批人", PURSUIT_BUYING_ROLE_APPROVER },
  { pursuit_buying_role_get_type, "技术评估者", PURSUIT_BUYING_ROLE_EVALUATOR },
  { pursuit_buying_role_get_type, "技术把关者", PURSUIT_BUYING_ROLE_EVALUATOR },
  { pursuit_buying_role_get_type, "使用者", PURSUIT_BUYING_ROLE_USER },
  { pursuit_buying_role_get_type, "使用人", PURSUIT_BUYING_ROLE_USER },
  { pursuit_buying_role_get_type, "把关者", PURSUIT_BUYING_ROLE_GATEKEEPER },
  { pursuit_buying_role_get_type, "守门人", PURSUIT_BUYING_ROLE_GATEKEEPER },
  { pursuit_buying_role_get_type, "内线", PURSUIT_BUYING_ROLE_COACH },
  { pursuit_buying_role_get_type, "教练", PURSUIT_BUYING_ROLE_COACH },
  { pursuit_system_role_get_type, "管理员", PURSUIT_SYSTEM_ROLE_ADMINISTRATOR },
  { pursuit_system_role_get_type, "高层", PURSUIT_SYSTEM_ROLE_EXECUTIVE },
  { pursuit_system_role_get_type, "销售经理", PURSUIT_SYSTEM_ROLE_MANAGER },
  { pursuit_system_role_get_type, "销售", PURSUIT_SYSTEM_ROLE_SELLER },
  { pursuit_system_role_get_type, "销售员", PURSUIT_SYSTEM_ROLE_SELLER },
  { pursuit_system_role_get_type, "售前技术支持", PURSUIT_SYSTEM_ROLE_PRESALES },
  { pursuit_system_role_get_type, "售前技术支援", PURSUIT_SYSTEM_ROLE_PRESALES },
  { pursuit_system_role_get_type, "售前", PURSUIT_SYSTEM_ROLE_PRESALES },
  { pursuit_system_role_get_type, "技术咨询顾问", PURSUIT_SYSTEM_ROLE_CONSULTANT },
  { pursuit_system_role_get_type, "技术谘询顾问", PURSUIT_SYSTEM_ROLE_CONSULTANT },
  { pursuit_system_role_get_type, "技术顾问", PURSUIT_SYSTEM_ROLE_CONSULTANT },
  { pursuit_system_role_get_type, "商务", PURSUIT_SYSTEM_ROLE_COMMERCIAL },
  { pursuit_system_role_get_type, "财务", PURSUIT_SYSTEM_ROLE_FINANCE },
  { pursuit_system_role_get_type, "法务", PURSUIT_SYSTEM_ROLE_LEGAL },
  { pursuit_system_role_get_type, "招聘", PURSUIT_SYSTEM_ROLE_RECRUITER },
  { pursuit_system_role_get_type, "调度", PURSUIT_SYSTEM_ROLE_DISPATCHER },
  { pursuit_system_role_get_type, "销售督导", PURSUIT_SYSTEM_ROLE_SUPERVISOR },
  { pursuit_system_role_get_type, "督导", PURSUIT_SYSTEM_ROLE_SUPERVISOR },
  { pursuit_system_role_get_type, "风控", PURSUIT_SYSTEM_ROLE_RISK_CONTROL },
  { pursuit_system_role_get_type, "信息提供者", PURSUIT_SYSTEM_ROLE_INFORMANT },
  { pursuit_system_role_get_type, "资讯提供者", PURSUIT_SYSTEM_ROLE_INFORMANT },
  { pursuit_deal_status_get_type, "open", PURSUIT_DEAL_OPEN },
  { pursuit_deal_status_get_type, "active", PURSUIT_DEAL_OPEN },
  { pursuit_deal_status_get_type, "进行中", PURSUIT_DEAL_OPEN },
  { pursuit_deal_status_get_type, "跟进中", PURSUIT_DEAL_OPEN },
  { pursuit_deal_status_get_type, "closedwon", PURSUIT_DEAL_WON },
  { pursuit_deal_status_get_type, "win", PURSUIT_DEAL_WON },
  { pursuit_deal_status_get_type, "赢单", PURSUIT_DEAL_WON },
  { pursuit_deal_status_get_type, "已赢单", PURSUIT_DEAL_WON },
  { pursuit_deal_status_get_type, "成交", PURSUIT_DEAL_WON },
  { pursuit_deal_status_get_type, "已成交", PURSUIT_DEAL_WON },
  { pursuit_deal_status_get_type, "中标", PURSUIT_DEAL_WON },
  { pursuit_deal_status_get_type, "closedlost", PURSUIT_DEAL_LOST },
  { pursuit_deal_status_get_type, "loss", PURSUIT_DEAL_LOST },
  { pursuit_deal_status_get_type, "输单", PURSUIT_DEAL_LOST },
  { pursuit_deal_status_get_type, "已输单", PURSUIT_DEAL_LOST },
  { pursuit_deal_status_get_type, "丢单", PURSUIT_DEAL_LOST },
  { pursuit_deal_status_get_type, "已丢单", PURSUIT_DEAL_LOST },
  { pursuit_deal_status_get_type, "失单", PURSUIT_DEAL_LOST },
  { pursuit_deal_status_get_type, "丢标", PURSUIT_DEAL_LOST },
  { pursuit_deal_status_get_type, "未中标", PURSUIT_DEAL_LOST },
};

/* Understands a nick, a label, or what files in English and Chinese say. */
gboolean
pursuit_import_parse_word (GType       type,
                           const char *text,
                           int        *out_value)
{
  g_autofree char *folded = pursuit_text_fold_key (text);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].type () == type && g_str_equal (words[i].word, folded))
      {
        *out_value = words[i].value;
        return TRUE;
      }

  return pursuit_enum_parse (type, text, out_value);
}

static gboolean
is_space (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isspace ((char) c);

  return g_unichar_isspace (c) || c == 0xfeff || c == 0x200b;
}

/* Whether what begins with this byte is no space for sure: in ASCII, and among Chinese characters. */
static inline gboolean
is_plainly_no_space (guchar byte)
{
  return (byte > ' ' && byte < 0x80) || (byte >= 0xe4 && byte <= 0xe9);
}

/* The cell without white space around it, full-width too; lent until the next call. */
static const char *
trim (PursuitImportRun *run,
      const char       *cell)
{
  const char *end;

  if (*cell == '\0')
    return cell;
  while (*cell != '\0' && !is_plainly_no_space ((guchar) *cell) && is_space (g_utf8_get_char (cell)))
    cell = g_utf8_next_char (cell);
  end = cell + strlen (cell);
  if (end >= cell + 3 && (end[-1] & 0x80) && is_plainly_no_space ((guchar) end[-3]))
    return cell;
  while (end > cell && is_space (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  if (*end == '\0')
    return cell;

  g_string_truncate (run->scratch, 0);
  g_string_append_len (run->scratch, cell, end - cell);
  return run->scratch->str;
}

static gboolean
read_money (PursuitImportRun            *run,
            const PursuitImportBinding  *binding,
            const char                  *text,
            PursuitRecord               *record,
            GError                     **error)
{
  gboolean own_unit = FALSE;
  gint64 minor;

  if (!pursuit_money_parse_in (text, run->currency, binding->column->factor, &minor, &own_unit, error))
    return FALSE;

  if (own_unit)
    {
      g_autofree char *amount = pursuit_money_format (minor, run->currency, PURSUIT_MONEY_FULL);

      pursuit_import_doubt (run, binding->column->header,
                            g_strdup_printf (_("“%1$s” was read as %2$s"), text, amount));
    }
  pursuit_record_fill_number (record, binding->field, minor);
  return TRUE;
}

static gboolean
read_word (PursuitImportRun            *run,
           const PursuitImportBinding  *binding,
           const char                  *text,
           PursuitRecord               *record,
           GError                     **error)
{
  gpointer known;
  int value;

  if (g_hash_table_lookup_extended (binding->words, text, NULL, &known))
    value = GPOINTER_TO_INT (known);
  else if (pursuit_import_parse_word (binding->field->type (), text, &value))
    g_hash_table_insert (binding->words, g_strdup (text), GINT_TO_POINTER (value));
  else
    return pursuit_record_parse (record, binding->field, text, run->currency, run->import->date_order, error);

  pursuit_record_fill_number (record, binding->field, value);
  return TRUE;
}

/* Reads a value that means the same whatever the kind. */
gboolean
pursuit_import_read_value (PursuitImportRun            *run,
                           const PursuitImportBinding  *binding,
                           const char                  *text,
                           PursuitRecord               *record,
                           GError                     **error)
{
  const PursuitField *field = binding->field;

  switch (field->kind)
    {
    case PURSUIT_KIND_TEXT:
    case PURSUIT_KIND_LONG_TEXT:
      pursuit_record_fill_text (record, field, text);
      return TRUE;
    case PURSUIT_KIND_MONEY:
      return read_money (run, binding, text, record, error);
    case PURSUIT_KIND_ENUM:
      return read_word (run, binding, text, record, error);
    case PURSUIT_KIND_DATE:
    case PURSUIT_KIND_INT:
    case PURSUIT_KIND_BOOL:
    case PURSUIT_KIND_TIME:
    case PURSUIT_KIND_REF:
    case PURSUIT_KIND_NUMBER:
    case PURSUIT_KIND_CHOICE:
    default:
      return pursuit_record_parse (record, field, text, run->currency, run->import->date_order, error);
    }
}

static gboolean
is_own (PursuitImportRun   *run,
        const PursuitField *field)
{
  return field->own == NULL && (field < run->klass->fields || field >= run->klass->fields + run->klass->n_fields);
}

static gboolean
read_cell (PursuitImportRun            *run,
           const PursuitImportBinding  *binding,
           const char                  *text,
           PursuitRecord               *record,
           GError                     **error)
{
  const PursuitField *field = binding->field;

  if (field == run->handler->own)
    {
      record->external_id = g_strdup (text);
      return TRUE;
    }
  if (is_own (run, field) || field->kind == PURSUIT_KIND_REF || (field->flags & PURSUIT_FIELD_DERIVED))
    return run->handler->read (run, binding, text, record, error);

  return pursuit_import_read_value (run, binding, text, record, error);
}

/* A reference that has not been found yet says nothing. */
static gboolean
is_given (PursuitImportRun   *run,
          PursuitRecord      *record,
          const PursuitField *field)
{
  return !is_own (run, field) && (field->kind != PURSUIT_KIND_REF || pursuit_record_get_number (record, field) != 0);
}

/* Reads the present row into a blank record; @out_given says which fields of the table had a value. */
gboolean
pursuit_import_read_cells (PursuitImportRun  *run,
                           PursuitRecord     *record,
                           PursuitFieldMask  *out_given,
                           GError           **error)
{
  PursuitFieldMask given = 0;

  for (guint i = 0; i < run->bindings->len; i++)
    {
      const PursuitImportBinding *binding = &g_array_index (run->bindings, PursuitImportBinding, i);
      const char *text = trim (run, run->cells[binding->cell]);

      if (*text == '\0')
        continue;

      run->column = binding->column->header;
      if (!read_cell (run, binding, text, record, error))
        return FALSE;
      if (is_given (run, record, binding->field))
        given |= pursuit_record_class_get_bit (run->klass, binding->field);
    }

  run->column = NULL;
  *out_given = given;
  return TRUE;
}
