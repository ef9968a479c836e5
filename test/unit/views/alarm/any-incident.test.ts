import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../../../sandbox/slack/blocks/check-blocks.ts';
import { worstFirst } from '../../../../src/domain/alarm/life/worst.ts';
import { incidentRoot } from '../../../../src/views/alarm/incident-root.ts';
import { incidentThread } from '../../../../src/views/alarm/incident-thread.ts';
import { alarmsMessage } from '../../../../src/views/reply/alarms.ts';
import { asRead } from '../../../../tools/gallery/as-read.ts';
import { arbitraryIncident } from '../../../support/arbitrary-incident.ts';
import { HIDDEN } from '../hostile.ts';
import { live, mrkdwnOf } from '../live.ts';

/** Characters in a row of Slack on a phone. */
const ROW = 44;
const notes = fc.constantFrom(
  {},
  { late: true },
  { late: true, insteadOf: { channel: 'C0CHANGES', error: 'not_in_channel' } },
) satisfies fc.Arbitrary<Parameters<typeof incidentRoot>[1]>;

/** What a message of alarms may bring to life: our own emphasis and times, people, channels and groups that are named. */
const OURS =
  /^(?:bold|pre|date .*|user U0OPERATOR|channel C0(?:CHANGES|OPSPROD)|broadcast subteam\^S0ONCALL)$/;
const isOurs = (message: Parameters<typeof mrkdwnOf>[0]): void => {
  for (const alive of mrkdwnOf(message).flatMap(live)) expect(alive).toMatch(OURS);
  expect(JSON.stringify(mrkdwnOf(message)).replaceAll('\\n', '')).not.toMatch(HIDDEN);
};

describe('any incident', () => {
  it('has a root of at most 6 lines and 3 buttons that Slack takes, with the picture and without', () => {
    fc.assert(
      fc.property(arbitraryIncident, notes, (incident, more) => {
        const { text, blocks, plain = blocks } = incidentRoot(incident, more);
        for (const form of [blocks, plain]) {
          const { lines, buttons } = asRead({ blocks: form });
          expect(checkBlocks(form)).toMatchObject({ ok: true });
          expect(lines.length).toBeLessThanOrEqual(6);
          expect(buttons.length).toBeLessThanOrEqual(incident.state === 'closed' ? 0 : 3);
          expect(Math.ceil((lines[0]?.text.length ?? 0) / ROW)).toBeLessThanOrEqual(3);
          expect(lines[0]?.text).toMatch(/A17/);
          isOurs({ text, blocks: form });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('offers remedies only for what rings by CloudWatch’s own word, and shows a picture only of what it tells of', () => {
    fc.assert(
      fc.property(arbitraryIncident, (incident) => {
        const [worst] = worstFirst(incident);
        const { blocks } = incidentRoot(incident);
        const mends = asRead({ blocks }).buttons.filter(({ words }) => /^mend A17 (?!stop$)/.test(words));
        const mayMend =
          incident.state === 'open' &&
          worst?.state === 'ALARM' &&
          worst.confirmed?.state === 'ALARM' &&
          incident.facts?.of === worst.fingerprint;
        expect(mends.length).toBeLessThanOrEqual(mayMend ? 2 : 0);
        for (const { words, asks } of mends) {
          expect(words.endsWith(` ${incident.version}`)).toBe(true);
          expect(asks).toBeDefined();
        }
        const hasPicture = blocks.some(({ type }) => type === 'image');
        expect(hasPicture).toBe(
          incident.picture?.of === worst?.fingerprint && incident.picture !== undefined,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('tells every event in one message that Slack takes, in which nothing from outside lives', () => {
    fc.assert(
      fc.property(arbitraryIncident, (incident) => {
        for (const event of incident.events) {
          const { text, blocks } = incidentThread(incident, { event, timing: 'late' });
          expect(checkBlocks(blocks)).toMatchObject({ ok: true });
          expect(text.length).toBeLessThanOrEqual(4_000);
          isOurs({ text, blocks });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('stands in the list, however many there are', () => {
    fc.assert(
      fc.property(fc.array(arbitraryIncident, { maxLength: 20 }), (open) => {
        const { text, blocks } = alarmsMessage({ open, over: open, silences: [], unread: [], at: 0 });
        expect(checkBlocks(blocks)).toMatchObject({ ok: true });
        isOurs({ text, blocks });
      }),
      { numRuns: 40 },
    );
  });
});
