import { OPERATION_BLOCK } from '../../domain/forms/blocks.ts';
import { type ChoiceMetadata, written } from '../../domain/forms/metadata.ts';
import type { OperationSpec } from '../../domain/operation/operation.ts';
import { context } from '../message.ts';
import { capital } from './form-view.ts';
import type { Modal } from './modal.ts';
import { plain } from './option.ts';

/** Marks the modal in which an operation is chosen (Slack: callback_id). */
export const CHOICE_CALLBACK = 'choice';

/** Slack: a static_select's options. */
const OPTIONS_MAX = 100;

type Choosable = Pick<OperationSpec, 'name' | 'summary'>;

/** The modal in which an operation is chosen; its form takes the modal's place. */
export function choiceView(
  operations: readonly Choosable[],
  metadata: ChoiceMetadata,
  likely?: string,
): Modal {
  const options = operations.slice(0, OPTIONS_MAX).map(({ name, summary }) => ({
    text: plain(capital(name), 75),
    description: plain(summary, 75),
    value: name,
  }));
  const [only, ...others] = options;
  const chosen = options.find(({ value }) => value === likely) ?? (others.length === 0 ? only : undefined);
  const { channel, target } = metadata;
  return {
    type: 'modal',
    callback_id: CHOICE_CALLBACK,
    private_metadata: written(metadata),
    title: plain('Run an operation', 24),
    submit: plain('Next', 24),
    close: plain('Close', 24),
    blocks: [
      {
        type: 'input',
        block_id: OPERATION_BLOCK,
        label: plain('Operation', 24),
        element: {
          type: 'static_select',
          action_id: 'operation',
          options,
          ...(chosen === undefined ? {} : { initial_option: chosen }),
        },
      },
      ...(target === undefined ? [] : [context(`For *${target}*, which you can still change.`)]),
      ...(channel === undefined ? [] : [context(`The run reports in <#${channel}>, under your name.`)]),
    ],
  };
}
