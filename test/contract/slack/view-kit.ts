import type { HomeView, InputBlock, ModalView } from '@slack/types';

/** Views that the contract tests speak of. */
export const plain = (text: string) => ({ type: 'plain_text' as const, text });

export const textField = (blockId: string, more: Partial<InputBlock> = {}): InputBlock => ({
  type: 'input',
  block_id: blockId,
  label: plain(blockId),
  element: { type: 'plain_text_input', action_id: `${blockId}_text` },
  ...more,
});

export const modal = (more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'restart',
  title: plain('Restart'),
  submit: plain('Go'),
  blocks: [textField('reason')],
  ...more,
});

export const home = (text: string, more: Partial<HomeView> = {}): HomeView => ({
  type: 'home',
  blocks: [{ type: 'section', block_id: 'running', text: plain(text) }],
  ...more,
});

/** The payload that a bot's request carried. */
export const payloadOf = (body: string): Record<string, unknown> => {
  const payload: unknown = JSON.parse(new URLSearchParams(body).get('payload') ?? '{}');
  return typeof payload === 'object' && payload !== null ? { ...payload } : {};
};
