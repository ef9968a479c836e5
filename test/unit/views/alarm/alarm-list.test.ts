import { describe, expect, it } from 'vitest';
import { type Incident, IncidentNumber } from '../../../../src/domain/alarm/incident.ts';
import { StackName } from '../../../../src/domain/target/service.ts';
import { type Alarms, alarmsMessage } from '../../../../src/views/reply/alarms.ts';
import { asRead } from '../../../../tools/gallery/as-read.ts';
import { cpuHigh, incident, later, other } from '../../../../tools/gallery/samples/incidents.ts';
import { OPS } from '../../../../tools/gallery/samples/values.ts';

const same = (text: string): string => text;

/** So many incidents, of which the last are critical. */
const rings = (count: number, critical: number, more: Partial<Incident> = {}): Incident[] =>
  Array.from({ length: count }, (_, n) =>
    incident(same, {
      number: IncidentNumber.parse(n + 1),
      alarms: [n >= count - critical ? cpuHigh(same) : other(same, 'disk-full')],
      ...more,
    }),
  );

/** What a person reads of the list, line by line. */
const read = (more: Partial<Alarms>): string[] =>
  asRead(alarmsMessage({ open: [], over: [], silences: [], unread: [], at: later(20), ...more })).lines.map(
    ({ text }) => text,
  );

/** Characters in a row of Slack on a phone of 390 px. */
const ROW = 44;

describe('the list of alarms', () => {
  it('says the whole of it in its first line', () => {
    expect(read({})).toEqual(['Alarms · as of 03:32 UTC', '✅ Nothing rings.']);
    expect(read({ open: rings(1, 0) })[0]).toBe('Alarms · 1 open · as of 03:32 UTC');
    expect(read({ open: rings(300, 4) })[0]).toBe('Alarms · 300 open, 4 critical · as of 03:32 UTC');
  });

  it('has those first that matter most, and says how many it leaves out, how bad, and what shows them', () => {
    const lines = read({ open: rings(300, 4) });
    expect(lines.slice(1, 5).every((line) => line.startsWith('🚨'))).toBe(true);
    expect(lines).toHaveLength(14);
    expect(lines.at(-1)).toBe(
      '… and 288 more, none of them critical. Those of one stack: /ops alarms prod-us-east-1',
    );
    expect(read({ open: rings(300, 20) }).at(-1)).toContain('288 more, 8 of them critical');
    expect(read({ open: rings(13, 0), stack: 'prod-us-east-1' }).at(-1)).toBe(
      '… and 1 more, none of them critical',
    );
    expect(read({ open: rings(12, 0) }).join('\n')).not.toContain('more');
  });

  it('is a row or two each on a phone; of one stack, asked where it is told, one', () => {
    for (const line of read({ open: rings(12, 3) }).slice(1))
      expect(line.length).toBeLessThanOrEqual(2 * ROW);
    const short = read({ open: rings(12, 3), stack: 'prod-us-east-1', channel: OPS }).slice(1);
    for (const line of short) expect(line.length).toBeLessThanOrEqual(ROW);
    expect(short[0]).toBe('🚨 A10 registry cpu-high · since 03:12 UTC');
  });

  it('isn’t cut by Slack, however long everything is called', () => {
    const long = 'x'.repeat(250);
    const stack = StackName.parse('a'.repeat(60));
    const open = rings(12, 0, { stack, alarms: [other(same, long), other(same, `${long}y`)] });
    const { blocks } = alarmsMessage({ open, over: [], silences: [], unread: [], at: later(20) });
    expect(JSON.stringify(blocks)).toContain('A12');
    for (const block of blocks) expect(JSON.stringify(block).length).toBeLessThan(3_000);
  });

  it('never says that nothing rings where not all was looked at', () => {
    const lines = read({ stack: 'prod-us-east-1', read: 'some' });
    expect(lines[1]).toBe('Nothing rings that I know of.');
    expect(lines.at(-1)).toContain('only the newest were looked at');
    expect(read({ open: rings(500, 0), read: 'some' })[0]).toContain('at least 500 open');
  });
});
