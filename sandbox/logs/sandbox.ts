import { type JsonSandbox, startJsonSandbox } from '../aws/json-sandbox.ts';
import { unknownOperation } from '../ecs/api/operation.ts';
import type { World } from '../ecs/world/world.ts';
import { describeLogGroups } from './describe-log-groups.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { type LogGroups, logGroupsOf } from './groups.ts';
import { LiveTails } from './live-tail.ts';
import { type Written, writtenBy } from './written.ts';

/** A running CloudWatch Logs of one account. */
export interface LogsSandbox extends JsonSandbox {
  readonly groups: LogGroups;
  readonly tails: LiveTails;
  /** Writes lines to a group, besides what its tasks write. A group that no task writes to comes into being so. */
  write(region: string, group: string, lines: readonly Written[]): void;
}

/** Events looked at for one page, unless told. */
const LOOKED_AT = 500;

/** Starts a CloudWatch Logs on 127.0.0.1 that holds what the tasks of an ECS write. */
export const startLogsSandbox = async (
  world: World,
  options: {
    readonly now?: () => number;
    readonly lookedAt?: number;
    /** How often live tails hear, in milliseconds: the real ones every second. */
    readonly updateEveryMs?: number;
  } = {},
): Promise<LogsSandbox> => {
  const { now = Date.now, lookedAt = LOOKED_AT, updateEveryMs = 1000 } = options;
  const written = new Map<string, Written[]>();
  const groups = logGroupsOf(world);
  const keyOf = (region: string, group: string): string => `${region} ${group}`;
  const read = (region: string, group: string, from: number, to: number): Written[] | undefined => {
    if (!groups.has(region, group)) return undefined;
    const inside = (written.get(keyOf(region, group)) ?? []).filter(({ at }) => at >= from && at <= to);
    return [...writtenBy(world.read(), region, group, from, to), ...inside];
  };
  const tails = new LiveTails({
    account: world.account,
    groups,
    written: (region, group, from, to) => writtenBy(world.read(), region, group, from, to),
    now,
  });
  const timer = setInterval(() => {
    world.advanceTo(now());
    tails.update();
  }, updateEveryMs);
  timer.unref();
  const sandbox = await startJsonSandbox(
    {
      service: { target: 'Logs_20140328', signing: 'logs' },
      account: world.account,
      perform: ({ operation, region, input }) => {
        if (operation === 'DescribeLogGroups')
          return describeLogGroups(input, { account: world.account, region, groups: groups.in(region) });
        if (operation !== 'FilterLogEvents') throw unknownOperation(operation);
        world.advanceTo(now());
        return filterLogEvents(input, {
          read: (group, from, to) => read(region, group, from, to),
          lookedAt,
          now: now(),
        });
      },
      streams: new Map([
        ['StartLiveTail', ({ region, input }, response) => tails.start(input, region, response)],
      ]),
    },
    now,
  );
  return {
    ...sandbox,
    groups,
    tails,
    write: (region, group, lines) => {
      groups.add(region, group);
      const key = keyOf(region, group);
      written.set(key, [...(written.get(key) ?? []), ...lines]);
      tails.hear(region, group, lines);
    },
    stop: () => {
      clearInterval(timer);
      return sandbox.stop();
    },
  };
};
