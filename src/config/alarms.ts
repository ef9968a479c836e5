import type { AlarmMatch, AlarmPolicy, AlarmRoute, Call } from '../domain/alarm/alarm-policy.ts';
import { whereOf } from './access.ts';
import type { FileShape } from './file-shape.ts';
import { windowTimes } from './window-times.ts';

type Written = NonNullable<FileShape['alarms']>;
type WrittenRoute = NonNullable<Written['routes']>[number];
type WrittenMatch = NonNullable<WrittenRoute['for']>;
type WrittenCall = NonNullable<Written['escalation']>[number]['call'][number];

/** What a file says of alarms; undefined: nothing, so that none are taken. Of a file without faults. */
export function alarmPolicyOf({ alarms, stacks }: FileShape): AlarmPolicy | undefined {
  if (!alarms) return undefined;
  const { heartbeat, synthetic } = alarms;
  const shared = alarms['shared-topics'];
  const stack = stacks[synthetic?.stack ?? ''];
  return {
    topics: [...(alarms.topics ?? []), ...Object.keys(shared ?? {})],
    ...(shared ? { sharedTopics: shared } : {}),
    queues: alarms.queues ?? [],
    deadLetterQueues: alarms['dead-letter-queues'] ?? [],
    channel: alarms.channel,
    routes: (alarms.routes ?? []).flatMap(routeOf),
    critical: (alarms.critical ?? []).map(matchOf),
    escalation: (alarms.escalation ?? []).map(({ after, for: match, call }) => ({
      match: matchOf(match),
      after,
      calls: call.flatMap(callOf),
    })),
    automatic: (alarms.automatic ?? []).map(({ remedy, for: match, countdown, 'at-most': perDay }) => ({
      ...{ remedy, countdown, perDay },
      match: matchOf(match),
    })),
    alertmanagers: (alarms.alertmanagers ?? []).map(({ url, token }) => ({
      url,
      ...(token === undefined ? {} : { token }),
    })),
    ...(heartbeat ? { heartbeat } : {}),
    ...(synthetic && stack
      ? {
          synthetic: {
            account: stack.account,
            ...(stack.role === undefined ? {} : { role: stack.role }),
            region: stack.region,
            alarm: synthetic.alarm,
            every: synthetic.every,
            within: synthetic.within,
          },
        }
      : {}),
  };
}

const matchOf = (
  written: Omit<WrittenMatch, 'severity'> & Pick<WrittenMatch, 'severity'> = {},
): AlarmMatch => ({
  ...(written.alarms ? { alarms: written.alarms } : {}),
  ...(written.severity ? { severities: written.severity } : {}),
  ...(written.in ? { where: whereOf(written.in) } : {}),
  ...(written.labels ? { labels: written.labels } : {}),
});

function routeOf({ for: match, from, to, days, zone, channel }: WrittenRoute): AlarmRoute[] {
  const route = { match: matchOf(match), channel };
  if (from === undefined && to === undefined) return [route];
  const times = windowTimes({ from, to, days });
  // Not one that can't be read: its fault stops the start.
  if (times.kind === 'wrong' || zone === undefined) return [];
  return [{ ...route, times: { recurs: times.recurs, zone } }];
}

function callOf({ group, channel, pagerduty, webhook }: WrittenCall): Call[] {
  return [
    ...(group === undefined ? [] : [{ kind: 'group' as const, group }]),
    ...(channel === undefined ? [] : [{ kind: 'channel' as const, channel }]),
    ...(pagerduty === undefined ? [] : [{ kind: 'pagerduty' as const, key: pagerduty }]),
    ...(webhook === undefined ? [] : [{ kind: 'webhook' as const, url: webhook }]),
  ];
}
