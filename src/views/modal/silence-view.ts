import type { InputBlock } from '@slack/types';
import { type SilenceChoice, USUAL_SILENCE } from '../../domain/alarm/silence-choices.ts';
import { OTHER_BLOCK, type SilenceFields, UNTIL_BLOCK } from '../../domain/alarm/silence-form.ts';
import { SilenceInput } from '../../domain/alarm/silence-input.ts';
import { TARGET_BLOCK } from '../../domain/forms/blocks.ts';
import { fieldsOf } from '../../domain/forms/fields-of.ts';
import { type SilenceMetadata, written } from '../../domain/forms/metadata.ts';
import type { Suggestion } from '../../domain/forms/suggest/suggestion.ts';
import { context, section } from '../message.ts';
import { fieldInput, searchMenu } from './field-block.ts';
import type { Modal } from './modal.ts';
import { plain } from './option.ts';

/** Marks the form of a silence (Slack: callback_id). */
export const SILENCE_CALLBACK = 'silence';

/** Slack: a modal's title and its buttons, and an option's text. */
const TITLE_MAX = 24;
const OPTION_MAX = 75;
/** As much as `--until` takes. */
const WORDS_MAX = 40;

/** The form of a silence with what stands in it. */
export interface ShownSilence {
  /** The ends that are offered. */
  readonly choices: readonly SilenceChoice[];
  readonly target?: Suggestion | undefined;
  readonly fields: SilenceFields;
  readonly metadata: SilenceMetadata;
  /** What the person must know before they submit it (again); mrkdwn. */
  readonly notice?: string | undefined;
}

/** The form of a silence as a modal: of what, until when and why. */
export function silenceView({ choices, target, fields, metadata, notice }: ShownSilence): Modal {
  return {
    type: 'modal',
    callback_id: SILENCE_CALLBACK,
    private_metadata: written(metadata),
    title: plain('Silence', TITLE_MAX),
    submit: plain('Silence', TITLE_MAX),
    close: plain('Close', TITLE_MAX),
    blocks: [
      ...(notice === undefined ? [] : [section(notice)]),
      section('Tell and call nobody for a while. What rings still rings, and `/ops alarms` shows it.'),
      {
        type: 'input',
        block_id: TARGET_BLOCK,
        label: plain('Alarm, stack or service', TITLE_MAX),
        element: searchMenu('silenceable', target),
      },
      untilInput(choices, fields.until),
      {
        type: 'input',
        block_id: OTHER_BLOCK,
        optional: true,
        label: plain('Another time', TITLE_MAX),
        hint: plain(
          'Counts instead of the choice: 18:00, tomorrow 9:00, 3h or 2026-11-22T08:00. 7 days at most.',
          150,
        ),
        element: {
          type: 'plain_text_input',
          action_id: 'text',
          max_length: WORDS_MAX,
          ...(fields.other === undefined ? {} : { initial_value: fields.other.slice(0, WORDS_MAX) }),
        },
      },
      ...fieldsOf({ name: 'silence', input: SilenceInput })
        .filter(({ name }) => name === 'reason')
        .map((field) => fieldInput(field, fields.reason)),
      context(`<#${metadata.channel}> reads it, with your name and why.`),
    ],
  };
}

function untilInput(choices: readonly SilenceChoice[], until: string | undefined): InputBlock {
  const options = choices.map((one) => ({ text: plain(one.label, OPTION_MAX), value: one.until }));
  const chosen =
    options.find(({ value }) => value === until) ?? options.find(({ value }) => value === USUAL_SILENCE);
  return {
    type: 'input',
    block_id: UNTIL_BLOCK,
    label: plain('Until', TITLE_MAX),
    element: {
      type: 'static_select',
      action_id: 'choice',
      options,
      ...(chosen === undefined ? {} : { initial_option: chosen }),
    },
  };
}
