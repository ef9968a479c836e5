import type { Demo } from '../demo.ts';
import { press, rootReads } from './run-messages.ts';

/** Who approves in the demo. */
export const APPROVER = 'U0APPROVER';

/** Somebody looks at what a run is about to do, in the form that Approve opens, and approves it. Answers what was shown. */
export async function approveIn(
  demo: Demo,
  { channel, about, user = APPROVER }: { channel: string; about: RegExp; user?: string },
): Promise<string> {
  const { slack } = demo.sandbox;
  const shown = await openApproval(demo, { channel, about, user });
  await slack.submit({ user });
  return shown;
}

/** Opens the form that Approve opens. Answers what it shows. */
export async function openApproval(
  demo: Demo,
  { channel, about, user = APPROVER }: { channel: string; about: RegExp; user?: string },
): Promise<string> {
  const { slack } = demo.sandbox;
  const root = await rootReads(demo, channel, { about, reads: /needs an approval/ });
  await press(demo, { user, channel, root, label: 'Approve' });
  const form = await slack.waitFor(() => slack.modal(user).at(-1), 10_000);
  return form.view.blocks
    .flatMap((block) => (block.type === 'section' ? [block.text?.text ?? ''] : []))
    .join('\n');
}
