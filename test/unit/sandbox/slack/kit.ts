/** Block Kit pieces that the specifications of the sandbox's checks are made of. */
export const x = (length: number): string => 'x'.repeat(length);

export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const option = (value: string) => ({ text: plain(value), value });
export const options = (count: number) => many(count, (at) => option(`o${at}`));
export const section = (text: unknown, more: object = {}) => ({ type: 'section', text, ...more });
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...more,
});
export const textInput = (more: object = {}) => ({ type: 'plain_text_input', action_id: 'a', ...more });
export const modal = (more: object = {}) => ({
  type: 'modal',
  title: plain('Restart'),
  submit: plain('Go'),
  blocks: [{ type: 'divider' }],
  ...more,
});
export const home = (more: object = {}) => ({ type: 'home', blocks: [{ type: 'divider' }], ...more });
