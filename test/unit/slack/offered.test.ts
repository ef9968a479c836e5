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
      return { sent, ok: answer.ok, ...(answer.ok ? { shown: answer.value.shown } : {}) };
    },
  };
}

describe('a message with plainer blocks', () => {
  it('is sent as it is meant where the workspace takes that', async () => {
    const { send } = workspace(() => false);
    expect(await send(rich)).toEqual({ sent: ['rich'], ok: true, shown: 'whole' });
  });

  it('is sent plainly where it is refused, and from then on plainly at once, for an hour', async () => {
    const { send, clock } = workspace((form) => form === 'rich');
    expect(await send(rich)).toEqual({ sent: ['rich', 'plain'], ok: true, shown: 'whole' });
    expect(await send(rich)).toEqual({ sent: ['plain'], ok: true, shown: 'whole' });
    clock.at += hours(1);
    expect(await send(rich)).toEqual({ sent: ['rich', 'plain'], ok: true, shown: 'whole' });
  });

  it('is told as text where nothing else is taken; then the blocks are offered again next time', async () => {
    const { send } = workspace((form) => form !== 'text');
    for (let time = 0; time < 2; time += 1) {
      expect(await send(rich)).toEqual({ sent: ['rich', 'plain', 'text'], ok: true, shown: 'whole' });
    }
    expect(await send(plainMessage('said'))).toEqual({ sent: ['plain', 'text'], ok: true, shown: 'whole' });
  });

  it('shows without a picture that Slack still works on what it shows, and concludes nothing from that', async () => {
    let isReady = false;
    const { send } = workspace((form) => form === 'rich' && !isReady);
    const pictured: ChatMessage = { ...rich, passing: 'picture' };
    for (let time = 0; time < 2; time += 1) {
      expect(await send(pictured)).toEqual({ sent: ['rich', 'plain'], ok: true, shown: 'for-now' });
    }
    isReady = true;
    expect(await send(pictured)).toEqual({ sent: ['rich'], ok: true, shown: 'whole' });
    expect(await send(rich)).toEqual({ sent: ['rich'], ok: true, shown: 'whole' });
  });

  it('offers a picture also where the workspace is known to take plain blocks only', async () => {
    const { send } = workspace((form) => form === 'rich');
    await send(rich);
    expect((await send({ ...rich, passing: 'picture' })).sent).toEqual(['rich', 'plain']);
  });

  it('is not said more plainly where that would mend nothing', async () => {
    const { send } = workspace(() => true, 'not_in_channel');
    expect(await send(rich)).toEqual({ sent: ['rich'], ok: false });
  });
});
