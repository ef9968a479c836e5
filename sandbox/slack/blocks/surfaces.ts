/** Where Slack shows a block. */
type Surface = 'message' | 'modal' | 'home';

/**
 * Blocks Slack knows that a message of this sandbox can't have, and where they do belong.
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
  table: ['message'],
  video: ['message', 'modal', 'home'],
};

/** Why a block type is not taken in a message, in Slack's words where Slack refuses it, in ours where only we do. */
export const whyUnsupported = (type: string): string => {
  const surfaces = ELSEWHERE[type];
  if (surfaces === undefined) return `unsupported type: ${type}`;
  if (!surfaces.includes('message')) return `unsupported type: ${type} (not for messages)`;
  return `unsupported type: ${type} (Slack takes it in messages, this sandbox does not model it)`;
};
