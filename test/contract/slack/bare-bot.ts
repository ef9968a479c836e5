import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { payloadOf } from './view-kit.ts';
import { listen, stopped } from './workspace.ts';

/** What such a bot answers to a payload: an empty 200, this JSON, or nothing ever. */
export type BareAnswer = { kind: 'empty' } | { kind: 'json'; body: unknown } | { kind: 'silence' };

/** A bot without Bolt, which can answer what Bolt would not. A command's payload is empty. */
export const startBareBot = async (
  slack: SlackSandbox,
  answer: (payload: Record<string, unknown>) => BareAnswer,
): Promise<{ stop: () => Promise<void> }> => {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const answered = answer(payloadOf(body));
      if (answered.kind === 'silence') return;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(answered.kind === 'json' ? JSON.stringify(answered.body) : '');
    });
  });
  slack.connect(await listen(server));
  return { stop: () => stopped(server) };
};
