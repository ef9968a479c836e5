import { describe, expect, it } from 'vitest';
import { hours } from '../../../src/domain/clock.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { offering } from '../../../src/slack/offered.ts';
import type { ChatMessage, Message } from '../../../src/views/message.ts';
import { plainMessage, section } from '../../../src/views/message.ts';

const plain = [section('plain')];
const rich: ChatMessage = { text: 'said', blocks: [{ type: 'plan', title: 'rich' }], plain };

/** Somebody who offers, on a clock; `refused` are the forms that the workspace doesn't take. */
function workspace(refused: (form: string) => boolean, error = 'invalid_blocks') {
  const clock = { at: 0, now: () => clock.at };
  const offer = offering(clock);
  return {
    clock,
    /** The forms that were sent for one message, in order, and what came of the last. */
    async send(message: ChatMessage) {
      const sent: string[] = [];
      const answer = await offer(message, async ({ blocks }: Message) => {
        const form = blocks.length === 0 ? 'text' : blocks[0]?.type === 'plan' ? 'rich' : 'plain';
        sent.push(form);
        return refused(form) ? err({ kind: 'refused', error }) : ok(undefined);
      });
      return { sent, ok: answer.ok };
    },
  };
}

describe('a message with plainer blocks', () => {
  it('is sent as it is meant where the workspace takes that', async () => {
    const { send } = workspace(() => false);
    expect(await send(rich)).toEqual({ sent: ['rich'], ok: true });
  });

  it('is sent plainly where it is refused, and from then on plainly at once, for an hour', async () => {
    const { send, clock } = workspace((form) => form === 'rich');
    expect(await send(rich)).toEqual({ sent: ['rich', 'plain'], ok: true });
    expect(await send(rich)).toEqual({ sent: ['plain'], ok: true });
    clock.at += hours(1);
    expect(await send(rich)).toEqual({ sent: ['rich', 'plain'], ok: true });
  });

  it('is told as text where nothing else is taken; then the blocks are offered again next time', async () => {
    const { send } = workspace((form) => form !== 'text');
    for (let time = 0; time < 2; time += 1) {
      expect(await send(rich)).toEqual({ sent: ['rich', 'plain', 'text'], ok: true });
    }
    expect(await send(plainMessage('said'))).toEqual({ sent: ['plain', 'text'], ok: true });
  });

  it('is not said more plainly where that would mend nothing', async () => {
    const { send } = workspace(() => true, 'not_in_channel');
    expect(await send(rich)).toEqual({ sent: ['rich'], ok: false });
  });
});
