import type { InputBlock } from '@slack/types';
import { PLACE_BLOCK, TARGET_BLOCK } from '../../domain/forms/blocks.ts';
import type { SourceName } from '../../domain/forms/field.ts';
import type { Form } from '../../domain/forms/form.ts';
import { written } from '../../domain/forms/metadata.ts';
import type { RawInput } from '../../domain/forms/read-input.ts';
import type { Suggestion } from '../../domain/forms/suggest/suggestion.ts';
import { context, section } from '../message.ts';
import { fieldInput, searchMenu } from './field-block.ts';
import type { Modal } from './modal.ts';
import { plain } from './option.ts';

/** Slack: a modal's title and its buttons. */
const TITLE_MAX = 24;

/** Marks an operation's form (Slack: callback_id). */
export const FORM_CALLBACK = 'form';

/** A form with what stands in it. */
export interface ShownForm {
  readonly form: Form;
  readonly target?: Suggestion | undefined;
  readonly input: RawInput;
  /** Where the run is told; without a channel the form asks for one. */
  readonly place: { readonly channel?: string | undefined; readonly thread?: string | undefined };
  /** What the person must know before they submit it (again); mrkdwn. */
  readonly notice?: string | undefined;
}

/** An operation's form as a modal. Shown again with the same blocks, Slack keeps what was typed. */
export function formView({ form, target, input, place, notice }: ShownForm): Modal {
  const name = capital(form.operation);
  const { channel, thread } = place;
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: written({
      operation: form.operation,
      version: form.version,
      ...(channel === undefined ? {} : { channel }),
      ...(thread === undefined ? {} : { thread }),
    }),
    title: plain(name, TITLE_MAX),
    submit: plain(name, TITLE_MAX),
    close: plain('Close', TITLE_MAX),
    blocks: [
      ...(notice === undefined ? [] : [section(notice)]),
      section(`${capital(form.summary)}.`),
      targetInput(form.target, target),
      ...form.fields.map((field) => fieldInput(field, input[field.name])),
      channel === undefined ? placeInput : context(`The run reports in <#${channel}>, under your name.`),
    ],
  };
}

/** A name as it begins a sentence. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const targetInput = (source: SourceName, chosen: Suggestion | undefined): InputBlock => ({
  type: 'input',
  block_id: TARGET_BLOCK,
  label: plain(capital(source), TITLE_MAX),
  element: searchMenu(source, chosen),
});

const placeInput: InputBlock = {
  type: 'input',
  block_id: PLACE_BLOCK,
  label: plain('Channel to report in', TITLE_MAX),
  hint: plain('A channel that I am in. Its members can follow how it goes.', 150),
  element: {
    type: 'conversations_select',
    action_id: 'place',
    default_to_current_conversation: true,
    filter: { include: ['public', 'private'], exclude_external_shared_channels: true },
  },
};
