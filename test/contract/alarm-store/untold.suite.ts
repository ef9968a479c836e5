import { describe, expect, it } from 'vitest';
import { aNotice, anIncident, fingerprintOf } from '../../support/alarm-values.ts';
import type { OpenStore } from './store-under-test.ts';

/** What every store of incidents promises of changes that nobody was told of. */
export function untoldContract(name: string, open: OpenStore): void {
  describe(`${name}: changes that nobody was told of`, () => {
    const over = { state: 'OK', at: 2_000 } as const;
    const blind = { state: 'INSUFFICIENT_DATA', at: 1_000 } as const;
    const [cpu, memory] = [fingerprintOf('cpu'), fingerprintOf('memory')];

    it('are remembered of each alarm in place of those before, with the news that they came by', async () => {
      const { intake, inbox, incidents } = open();
      await intake.take([aNotice('cpu'), aNotice('memory')]);
      const [first] = await inbox.oldest(1);
      const done = { from: first?.place ?? '', upTo: first?.place ?? '' };
      const untold = new Map([[cpu, [blind, over]]]);
      expect(await incidents.write([], { inbox: done, untold })).toBe('written');
      expect(await incidents.untold([cpu, memory])).toEqual(untold);
      expect(await incidents.untold([])).toEqual(new Map());
      expect(await incidents.write([], { inbox: done, untold: new Map([[cpu, []]]) })).toBe('conflict');
      expect(await incidents.untold([cpu])).toEqual(untold);
      await incidents.write([], { untold: new Map([[cpu, [over]]]) });
      expect(await incidents.untold([cpu])).toEqual(new Map([[cpu, [over]]]));
    });

    it('are forgotten once they are told, or their time is over', async () => {
      const { incidents, now, past } = open({ untoldFor: 150 });
      const both = new Map([cpu, memory].map((of) => [of, [over]]));
      await incidents.write([], { untold: both });
      await incidents.write([{ incident: anIncident('cpu'), slack: 'nothing' }], {
        untold: new Map([[cpu, []]]),
      });
      expect(await incidents.untold([cpu, memory])).toEqual(new Map([[memory, [over]]]));
      await past(now() + 150);
      expect(await incidents.untold([cpu, memory])).toEqual(new Map());
    });
  });
}
