import { describe, expect, it } from 'vitest';
import { aNotice } from '../../support/alarm-values.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { OpenStore } from './store-under-test.ts';

/** What every inbox of alarms promises, from both of its sides. */
export function inboxContract(name: string, open: OpenStore): void {
  describe(`${name}: news of alarms`, () => {
    it('waits as it came, in the order in which it came, each at a later place', async () => {
      const { intake, inbox, now } = open();
      const before = now();
      const notices = [aNotice('cpu'), aNotice('memory'), aNotice('errors, "5xx" – €')];
      expect(await intake.take(notices.slice(0, 2))).toEqual(['stored', 'stored']);
      expect(await intake.take(notices.slice(2))).toEqual(['stored']);
      const waiting = (await inbox.oldest(10)).flatMap((one) => ('notice' in one ? [one] : []));
      expect(waiting.map(({ notice }) => notice)).toEqual(notices);
      expect(waiting.map(({ place }) => place)).toEqual(waiting.map(({ place }) => place).sort());
      expect(new Set(waiting.map(({ place }) => place)).size).toBe(3);
      for (const { at } of waiting) expect(at).toBeGreaterThanOrEqual(before);
      expect(await inbox.oldest(2)).toEqual(waiting.slice(0, 2));
    });

    it('is stored once for each id, in one call or several, also after it was worked on', async () => {
      const { intake, inbox, incidents } = open();
      const [one, another] = [aNotice('cpu'), aNotice('cpu')];
      expect(await intake.take([one, another, one])).toEqual(['stored', 'stored', 'duplicate']);
      expect(await intake.take([one])).toEqual(['duplicate']);
      const places = (await inbox.oldest(10)).map(({ place }) => place);
      expect(places).toHaveLength(2);
      const [from = '', upTo = ''] = places;
      expect(await incidents.write([], { inbox: { from, upTo } })).toBe('written');
      expect(await intake.take([one])).toEqual(['duplicate']);
      expect(await inbox.oldest(10)).toEqual([]);
    });

    it('is stored once, however many bring it at the same time', async () => {
      const { intake, inbox } = open();
      const notice = aNotice('cpu');
      const answers = await Promise.all(Array.from({ length: 20 }, () => intake.take([notice])));
      expect(answers.flat().filter((answer) => answer === 'stored')).toHaveLength(1);
      expect(await inbox.oldest(10)).toHaveLength(1);
    });

    it('is refused whole where the inbox has no room for it, and taken when it has', async () => {
      const { intake, inbox, incidents } = open({ most: 3 });
      await intake.take([aNotice('one'), aNotice('two')]);
      const late = [aNotice('three'), aNotice('four')];
      await expect(intake.take(late)).rejects.toThrow('full');
      expect((await inbox.backlog()).count).toBe(2);
      const [first] = await inbox.oldest(1);
      const from = first?.place ?? '';
      await incidents.write([], { inbox: { from, upTo: from } });
      expect(await intake.take(late)).toEqual(['stored', 'stored']);
    });

    it('says how much of it waits and since when', async () => {
      const { intake, inbox, now, past } = open();
      expect(await inbox.backlog()).toEqual({ count: 0 });
      expect(await intake.take([])).toEqual([]);
      await intake.take([aNotice('cpu')]);
      const oldest = now();
      await past(oldest + 20);
      await intake.take([aNotice('memory')]);
      const backlog = await inbox.backlog();
      expect(backlog.count).toBe(2);
      expect(backlog.oldest).toBeLessThanOrEqual(oldest);
    });

    it('gives a hint when it comes', async () => {
      const { intake, inbox } = open();
      let hints = 0;
      inbox.onArrival(() => {
        hints += 1;
      });
      // The first may come before anybody listens: it is a hint only.
      const heard = async (): Promise<boolean> => {
        await intake.take([aNotice('cpu')]);
        return hints > 0;
      };
      await waitFor(heard, { what: 'a hint' });
    });
  });
}
