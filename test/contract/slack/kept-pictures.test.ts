import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/sandbox.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import { slackPictures } from '../../../src/slack/pictures.ts';
import { clientOf, OPS, startWorkspace } from './workspace.ts';

/** Any bytes: what a picture shows doesn't matter to who carries it. */
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const picture = { name: 'a17.png', png, alt: 'CPUUtilization over the last 3 hours' };

let slack: SlackSandbox;
const pictures = () => slackPictures(clientOf(slack), redactor({ secrets: [] }));
beforeEach(async () => {
  slack = await startWorkspace();
});
afterEach(() => slack.stop());

const methods = (): string[] => slack.record.map(({ method }) => method);

describe('a picture', () => {
  it('is uploaded whole with one call each, and stands in no channel', async () => {
    const kept = await pictures().keep(picture);
    expect(kept.ok).toBe(true);
    expect(Buffer.from(slack.fileBytes(kept.ok ? kept.value : '') ?? [])).toEqual(Buffer.from(png));
    expect(slack.messages(OPS)).toEqual([]);
    expect(methods().filter((method) => method.startsWith('files.'))).toEqual([
      'files.getUploadURLExternal',
      'files.completeUploadExternal',
    ]);
  });

  it('is kept twice when it is asked for twice', async () => {
    const [one, two] = [await pictures().keep(picture), await pictures().keep(picture)];
    expect(one).not.toEqual(two);
  });

  it.each(['files.getUploadURLExternal', 'files.completeUploadExternal'])(
    'that %s refuses is a fault, and isn’t tried again',
    async (method) => {
      slack.faults.next(method, { kind: 'refused', error: 'missing_scope' });
      expect(await pictures().keep(picture)).toMatchObject({
        ok: false,
        fault: { kind: 'chat-refused', detail: 'missing_scope' },
      });
      expect(methods().filter((one) => one === method)).toHaveLength(1);
    },
  );

  it('whose answer got lost is a fault that says so', async () => {
    slack.faults.next('files.completeUploadExternal', { kind: 'reset', when: 'after' });
    expect(await pictures().keep(picture)).toMatchObject({ ok: false, fault: { kind: 'chat-unanswered' } });
  });
});
