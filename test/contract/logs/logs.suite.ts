import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceSeed } from '../../../sandbox/ecs/world/options.ts';
import type { Written } from '../../../sandbox/logs/written.ts';
import type { FoundLines, LogQuery, Logs, LogTarget } from '../../../src/domain/ports/logs.ts';

/** An implementation of the port, and how the suite writes into its logs. */
export interface LogsUnderTest {
  logs: Logs;
  write(region: string, group: string, lines: readonly Written[]): void;
  stop(): Promise<void>;
}

/** The world that the suite needs, and when it begins. */
export const logsAccount = '123456789012';
export const logsNow = Date.UTC(2026, 10, 21, 3, 0, 0);
export const logsSeed: ServiceSeed = {
  region: 'us-east-1',
  cluster: 'gateway',
  service: 'registry',
  container: 'registry',
  image: `${logsAccount}.dkr.ecr.us-east-1.amazonaws.com/registry:latest`,
  desired: 2,
  logGroup: '/ecs/registry',
};

const GROUP = '/ecs/suite';
const target = (logGroup: string, region = 'us-east-1'): LogTarget => ({
  account: logsAccount,
  region,
  logGroup,
});
const line = (secondsAgo: number, message: string): Written => ({
  at: logsNow - secondsAgo * 1000,
  stream: 'ecs/suite/0123',
  message,
});

/** What every implementation of Logs does. */
export const logsContract = (make: () => Promise<LogsUnderTest>): void => {
  let it_: LogsUnderTest;
  beforeAll(async () => {
    it_ = await make();
    it_.write('us-east-1', GROUP, [
      line(50, 'ERROR first'),
      ...Array.from({ length: 25 }, (_, i) => line(40, `INFO ${i}`)),
      line(30, 'FATAL second\n'),
      line(10, 'INFO last'),
    ]);
  });
  afterAll(() => it_.stop());

  const ask = async (more: Partial<LogQuery> = {}, where = target(GROUP)): Promise<FoundLines> => {
    const query = { from: logsNow - 60_000, to: logsNow, wanted: () => true, most: 100, ...more };
    const found = await it_.logs.newest(where, query);
    if (!found.ok) throw new Error(`a fault came: ${JSON.stringify(found.fault)}`);
    return found.value;
  };

  it('gives the newest lines first, without their line ends', async () => {
    const { lines, searchedTo, dropped } = await ask();
    expect(lines).toHaveLength(28);
    expect(lines.map(({ text }) => text).filter((text) => !/^INFO \d/.test(text))).toEqual([
      'INFO last',
      'FATAL second',
      'ERROR first',
    ]);
    expect(lines[0]).toEqual({ at: logsNow - 10_000, stream: 'ecs/suite/0123', text: 'INFO last' });
    expect({ searchedTo, dropped }).toEqual({ searchedTo: 'all', dropped: 0 });
  });

  it('finds what lies behind pages that hold nothing', async () => {
    const { lines, searchedTo } = await ask({ pattern: '?ERROR ?FATAL' });
    expect(lines.map(({ text }) => text)).toEqual(['FATAL second', 'ERROR first']);
    expect(searchedTo).toBe('all');
  });

  it('counts what is not wanted, and goes on for what is', async () => {
    const { lines, dropped } = await ask({ wanted: ({ text }) => !text.startsWith('INFO') });
    expect(lines.map(({ text }) => text)).toEqual(['FATAL second', 'ERROR first']);
    expect(dropped).toBe(26);
  });

  it('stops when there are enough, and says how far it has read', async () => {
    const { lines, searchedTo } = await ask({ most: 2 });
    expect(lines.map(({ text }) => text)).toEqual(['INFO last', 'FATAL second']);
    expect(searchedTo).toBe(logsNow - 30_000);
  });

  it('reads only between the two moments, both included', async () => {
    const { lines } = await ask({ from: logsNow - 30_000, to: logsNow - 10_000 });
    expect(lines.map(({ text }) => text)).toEqual(['INFO last', 'FATAL second']);
  });

  describe('what can not be had', () => {
    it('a group that is not there is missing, in this region and in another', async () => {
      const query: LogQuery = { from: logsNow - 1, to: logsNow, wanted: () => true, most: 1 };
      for (const wrong of [target('/ecs/nowhere'), target(GROUP, 'eu-west-1')]) {
        expect(await it_.logs.newest(wrong, query)).toMatchObject({ ok: false, fault: { kind: 'missing' } });
      }
    });

    it('a pattern that is none is refused as invalid', async () => {
      const query: LogQuery = {
        from: logsNow - 1,
        to: logsNow,
        wanted: () => true,
        most: 1,
        pattern: 'a-b"',
      };
      expect(await it_.logs.newest(target(GROUP), query)).toMatchObject({
        ok: false,
        fault: { kind: 'invalid' },
      });
    });
  });

  it('holds what the tasks of a service wrote', async () => {
    const { lines } = await ask({ pattern: '"GET /health"' }, target('/ecs/registry'));
    expect(lines.length).toBeGreaterThanOrEqual(10);
    expect(lines[0]?.stream).toMatch(/^ecs\/registry\/[0-9a-f]{32}$/);
  });
};
