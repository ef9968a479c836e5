import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryOf } from '../../ecr/seed.ts';
import type { Demo } from '../demo.ts';
import { APPROVER, approveIn, openApproval } from './approve.ts';
import { press, rootReads, wordsOf } from './run-messages.ts';
import { runningDigests, serviceOf } from './service.ts';
import { expectThat, type Story } from './story.ts';

const USER = 'U0OPERATOR';
const CHANNEL = 'C0OPSPROD';
const STACK = 'prod-us-east-1';

/**
 * A deployment in production that somebody else approves; who asked may not. Another whose tag moves after it was approved:
 * the approval is void, and is asked for anew. In the end the audit is exported and verified.
 */
export const approval: Story = {
  name: 'approval',
  async play(demo, tell) {
    const { slack } = demo.sandbox;
    const mcpgw = serviceOf(demo, STACK, 'mcpgw');
    const { account, region, name } = repositoryOf(mcpgw.target);
    const push = (tag: string): string => demo.sandbox.ecr(account).push(region, name, { tag });
    const about = /deploy prod-us-east-1\/mcpgw/;
    const before = runningDigests(mcpgw);

    const digest = push('v2');
    tell('/ops deploy mcpgw --image v2 --reason "the fix"');
    await slack.command({ user: USER, channel: CHANNEL, text: 'deploy mcpgw --image v2 --reason "the fix"' });
    const card = await rootReads(demo, CHANNEL, { about, reads: /needs an approval/ });
    tell(wordsOf(card).split('\n').slice(1).join('\n  '));

    tell('Approve, by who asked');
    await press(demo, { user: USER, channel: CHANNEL, root: card, label: 'Approve' });
    const refused = await slack.waitFor(
      () =>
        slack.ephemerals(USER, CHANNEL).findLast(({ text }) => /somebody else must approve/.test(text ?? '')),
      10_000,
    );
    tell(refused.text ?? '');
    expectThat(
      String(runningDigests(mcpgw)) === String(before),
      'expected nothing to be changed before it is approved',
    );

    tell('Approve, by somebody else');
    const shown = await approveIn(demo, { channel: CHANNEL, about });
    tell(shown.replaceAll('\n', '\n  '));
    expectThat(shown.includes(digest), `expected the whole digest in the form, and read: ${shown}`);
    const done = await rootReads(demo, CHANNEL, { about, reads: / after / });
    tell(done.text);
    expectThat(/ done after /.test(done.text), `expected it to be done, and read: ${done.text}`);
    expectThat(
      runningDigests(mcpgw).every((one) => one === digest),
      'expected the tasks to run what was approved',
    );

    push('v3');
    tell('/ops deploy mcpgw --image v3, and a pipeline overwrites v3 while it is looked at');
    await slack.command({ user: USER, channel: CHANNEL, text: 'deploy mcpgw --image v3' });
    await openApproval(demo, { channel: CHANNEL, about });
    const other = push('v3');
    await slack.submit({ user: APPROVER });
    const void_ = await slack.waitFor(() => {
      const root = slack.messages(CHANNEL).findLast(({ text }) => about.test(text));
      return root?.thread.map(wordsOf).find((text) => /is void/.test(text));
    }, 30_000);
    tell(void_.split('\n')[0] ?? '');
    expectThat(void_.includes(other), `expected the new digest, and read: ${void_}`);
    expectThat(
      runningDigests(mcpgw).every((one) => one === digest),
      'expected that nothing runs that nobody approved',
    );
    tell('/ops reject, by the approver');
    await slack.command({ user: APPROVER, channel: CHANNEL, text: 'reject --reason "which v3?"' });
    const rejected = await rootReads(demo, CHANNEL, { about, reads: /which v3/ });
    tell(rejected.text);

    tell('wheelhouse audit export, and verify');
    const verified = await exportAndVerify(demo);
    tell(verified);
  },
};

/** Exports the audit to a file and has it verified. Answers what the command line says. */
async function exportAndVerify(demo: Demo): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wheelhouse-audit-'));
  try {
    const path = join(folder, 'audit.jsonl');
    const exported = await demo.commandLine('audit', 'export');
    expectThat(exported.code === 0, `expected an export, and read: ${exported.stderr}`);
    const kinds = exported.stdout.match(/"kind":"decision"/g) ?? [];
    expectThat(kinds.length >= 3, `expected the decisions in the audit, and found ${kinds.length}`);
    await writeFile(path, exported.stdout);
    const { code, stdout, stderr } = await demo.commandLine('audit', 'verify', path);
    expectThat(code === 0, `expected the audit to verify, and read: ${stdout}${stderr}`);
    return stdout.trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
