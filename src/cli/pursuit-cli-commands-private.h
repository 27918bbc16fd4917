/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pursuit-cli-private.h"

G_BEGIN_DECLS

extern const PursuitCommand pursuit_cmd_add;
extern const PursuitCommand pursuit_cmd_backup;
extern const PursuitCommand pursuit_cmd_backups_folder;
extern const PursuitCommand pursuit_cmd_backups_list;
extern const PursuitCommand pursuit_cmd_backups_now;
extern const PursuitCommand pursuit_cmd_backups_preview;
extern const PursuitCommand pursuit_cmd_backups_restore;
extern const PursuitCommand pursuit_cmd_board;
extern const PursuitCommand pursuit_cmd_bulk_customers;
extern const PursuitCommand pursuit_cmd_check;
extern const PursuitCommand pursuit_cmd_contact_edit;
extern const PursuitCommand pursuit_cmd_contact_erase;
extern const PursuitCommand pursuit_cmd_contact_export;
extern const PursuitCommand pursuit_cmd_contact_leave;
extern const PursuitCommand pursuit_cmd_contact_move;
extern const PursuitCommand pursuit_cmd_contact_return;
extern const PursuitCommand pursuit_cmd_contact_show;
extern const PursuitCommand pursuit_cmd_contact_merge;
extern const PursuitCommand pursuit_cmd_customer_edit;
extern const PursuitCommand pursuit_cmd_customer_export;
extern const PursuitCommand pursuit_cmd_customer_funnel;
extern const PursuitCommand pursuit_cmd_customer_grade;
extern const PursuitCommand pursuit_cmd_customer_level;
extern const PursuitCommand pursuit_cmd_customer_merge;
extern const PursuitCommand pursuit_cmd_customer_show;
extern const PursuitCommand pursuit_cmd_customer_standing;
extern const PursuitCommand pursuit_cmd_deal_accept;
extern const PursuitCommand pursuit_cmd_deal_add;
extern const PursuitCommand pursuit_cmd_deal_buyer_stage;
extern const PursuitCommand pursuit_cmd_deal_estimate;
extern const PursuitCommand pursuit_cmd_deal_handover;
extern const PursuitCommand pursuit_cmd_deal_lose;
extern const PursuitCommand pursuit_cmd_deal_milestone_list;
extern const PursuitCommand pursuit_cmd_deal_milestone_tick;
extern const PursuitCommand pursuit_cmd_deal_milestone_untick;
extern const PursuitCommand pursuit_cmd_deal_move;
extern const PursuitCommand pursuit_cmd_deal_park;
extern const PursuitCommand pursuit_cmd_deal_reopen;
extern const PursuitCommand pursuit_cmd_deal_strategy;
extern const PursuitCommand pursuit_cmd_deal_unpark;
extern const PursuitCommand pursuit_cmd_deal_win;
extern const PursuitCommand pursuit_cmd_delete;
extern const PursuitCommand pursuit_cmd_demo;
extern const PursuitCommand pursuit_cmd_request_new;
extern const PursuitCommand pursuit_cmd_request_answer;
extern const PursuitCommand pursuit_cmd_request_list;
extern const PursuitCommand pursuit_cmd_documents_add;
extern const PursuitCommand pursuit_cmd_documents_get;
extern const PursuitCommand pursuit_cmd_documents_limit;
extern const PursuitCommand pursuit_cmd_documents_list;
extern const PursuitCommand pursuit_cmd_duplicates;
extern const PursuitCommand pursuit_cmd_export;
extern const PursuitCommand pursuit_cmd_field_add;
extern const PursuitCommand pursuit_cmd_field_choices;
extern const PursuitCommand pursuit_cmd_field_delete;
extern const PursuitCommand pursuit_cmd_field_edit;
extern const PursuitCommand pursuit_cmd_rights_show;
extern const PursuitCommand pursuit_cmd_rights_set;
extern const PursuitCommand pursuit_cmd_rights_reset;
extern const PursuitCommand pursuit_cmd_rights_explain;
extern const PursuitCommand pursuit_cmd_field_list;
extern const PursuitCommand pursuit_cmd_field_restore;
extern const PursuitCommand pursuit_cmd_field_retire;
extern const PursuitCommand pursuit_cmd_filters_delete;
extern const PursuitCommand pursuit_cmd_filters_list;
extern const PursuitCommand pursuit_cmd_filters_rename;
extern const PursuitCommand pursuit_cmd_filters_save;
extern const PursuitCommand pursuit_cmd_find;
extern const PursuitCommand pursuit_cmd_handover;
extern const PursuitCommand pursuit_cmd_import;
extern const PursuitCommand pursuit_cmd_init;
extern const PursuitCommand pursuit_cmd_journal;
extern const PursuitCommand pursuit_cmd_journal_anchor;
extern const PursuitCommand pursuit_cmd_journal_verify;
extern const PursuitCommand pursuit_cmd_list;
extern const PursuitCommand pursuit_cmd_maintenance_begin;
extern const PursuitCommand pursuit_cmd_maintenance_end;
extern const PursuitCommand pursuit_cmd_maintenance_show;
extern const PursuitCommand pursuit_cmd_place_check;
extern const PursuitCommand pursuit_cmd_place_show;
extern const PursuitCommand pursuit_cmd_process_activities;
extern const PursuitCommand pursuit_cmd_process_delete;
extern const PursuitCommand pursuit_cmd_process_draft;
extern const PursuitCommand pursuit_cmd_process_export;
extern const PursuitCommand pursuit_cmd_process_import;
extern const PursuitCommand pursuit_cmd_process_list;
extern const PursuitCommand pursuit_cmd_process_migrate;
extern const PursuitCommand pursuit_cmd_process_publish;
extern const PursuitCommand pursuit_cmd_process_retire;
extern const PursuitCommand pursuit_cmd_process_show;
extern const PursuitCommand pursuit_cmd_process_standard;
extern const PursuitCommand pursuit_cmd_process_validate;
extern const PursuitCommand pursuit_cmd_reindex;
extern const PursuitCommand pursuit_cmd_report_conversion;
extern const PursuitCommand pursuit_cmd_report_pipeline;
extern const PursuitCommand pursuit_cmd_report_velocity;
extern const PursuitCommand pursuit_cmd_restore;
extern const PursuitCommand pursuit_cmd_salvage;
extern const PursuitCommand pursuit_cmd_saves_forget;
extern const PursuitCommand pursuit_cmd_saves_missing;
extern const PursuitCommand pursuit_cmd_saves_replay;
extern const PursuitCommand pursuit_cmd_set;
extern const PursuitCommand pursuit_cmd_show;
extern const PursuitCommand pursuit_cmd_templates_delete;
extern const PursuitCommand pursuit_cmd_templates_list;
extern const PursuitCommand pursuit_cmd_timeline;
extern const PursuitCommand pursuit_cmd_undo;
extern const PursuitCommand pursuit_cmd_team_assign;
extern const PursuitCommand pursuit_cmd_team_gaps;
extern const PursuitCommand pursuit_cmd_team_release;
extern const PursuitCommand pursuit_cmd_team_show;
extern const PursuitCommand pursuit_cmd_wall_assess;
extern const PursuitCommand pursuit_cmd_wall_clear;
extern const PursuitCommand pursuit_cmd_wall_set;
extern const PursuitCommand pursuit_cmd_wall_show;
extern const PursuitCommand pursuit_cmd_who;

gboolean              pursuit_cli_show              (PursuitCli           *self,
                                                     const char           *word,
                                                     const char           *text,
                                                     GError              **error);
const PursuitCommand *pursuit_commands_find         (const char * const  *words,
                                                     guint               *out_n_words,
                                                     GError             **error);
const PursuitCommand *const *pursuit_commands_list  (guint               *out_n);
char                 *pursuit_commands_dup_overview (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean              pursuit_cli_show_record       (PursuitCli          *self,
                                                     GType                type,
                                                     gint64               id,
                                                     GError             **error);

G_END_DECLS
