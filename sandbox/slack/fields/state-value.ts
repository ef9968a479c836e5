import type { z } from 'zod';
import type { choice, Option } from '../blocks/composition.ts';

type Choice = z.infer<typeof choice>;

/**
 * What one element holds, exactly as Slack has it in `state.values`; null where nothing is chosen or typed.
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission
 */
export type StateValue =
  | { type: 'plain_text_input' | 'number_input'; value: string | null }
  | { type: 'static_select' | 'external_select'; selected_option: Option | null }
  | { type: 'radio_buttons'; selected_option: Choice | null }
  | { type: 'checkboxes'; selected_options: Choice[] }
  | { type: 'users_select'; selected_user: string | null }
  | { type: 'conversations_select'; selected_conversation: string | null }
  | { type: 'datepicker'; selected_date: string | null }
  | { type: 'timepicker'; selected_time: string | null; timezone?: string };

/** By block_id, then by action_id. */
export type StateValues = Record<string, Record<string, StateValue>>;

/** The text of what was typed or chosen; undefined where there is nothing. Several choices are joined. */
export const plainValue = (value: StateValue): string | undefined => {
  switch (value.type) {
    case 'plain_text_input':
    case 'number_input':
      return value.value ?? undefined;
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return value.selected_option?.value;
    case 'checkboxes':
      return value.selected_options.map((option) => option.value).join(', ') || undefined;
    case 'users_select':
      return value.selected_user ?? undefined;
    case 'conversations_select':
      return value.selected_conversation ?? undefined;
    case 'datepicker':
      return value.selected_date ?? undefined;
    case 'timepicker':
      return value.selected_time ?? undefined;
  }
};
