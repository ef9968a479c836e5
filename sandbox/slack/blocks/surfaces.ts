/** Where Slack shows a block. */
export type Surface = 'message' | 'modal' | 'home';

/**
 * Blocks Slack knows that not every surface of this sandbox can have, and where they do belong.
 * Source: the page of each block under https://docs.slack.dev/reference/block-kit/blocks.
 */
const ELSEWHERE: Readonly<Record<string, readonly Surface[]>> = {
  alert: ['modal'],
  card: ['message', 'home'],
  carousel: ['message', 'home'],
  container: ['message', 'home'],
  context_actions: ['message'],
  data_table: ['message'],
  file: [],
  input: ['message', 'modal', 'home'],
  markdown: ['message'],
  number_input: ['modal'],
  plan: ['message'],
  table: ['message'],
  task_card: ['message'],
  video: ['message', 'modal', 'home'],
};

const CALLED = { message: 'messages', modal: 'modals', home: 'Home tabs' } as const satisfies Record<
  Surface,
  string
>;

/** Why a block type is not taken there, in Slack's words where Slack refuses it, in ours where only we do. */
export const whyUnsupported = (type: string, surface: Surface): string => {
  const surfaces = ELSEWHERE[type];
  if (surfaces === undefined) return `unsupported type: ${type}`;
  if (!surfaces.includes(surface)) return `unsupported type: ${type} (not for ${CALLED[surface]})`;
  return `unsupported type: ${type} (Slack takes it in ${CALLED[surface]}, this sandbox does not model it)`;
};
