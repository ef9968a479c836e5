import { setTimeout as pause } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  SessionTimeoutException,
  StartLiveTailCommand,
  type StartLiveTailResponseStream,
} from '@aws-sdk/client-cloudwatch-logs';
import type { DurationMs } from '../../domain/clock.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import type { Heard, LiveTail } from '../../domain/ports/live-tail.ts';
import type { LogTarget } from '../../domain/ports/logs.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { ask } from '../ecs/ask.ts';
import { required } from '../ecs/required.ts';
import { faultOf } from '../fault.ts';
import { type ClientOptions, keptClients } from '../kept-clients.ts';
import { withoutLoopbackPrefix } from './loopback-host.ts';

/** What tests make short. */
export interface LiveTailOptions extends ClientOptions {
  /** CloudWatch sends an update every second, also an empty one; silent for longer, the connection is dead. */
  readonly silence?: DurationMs;
}

/** The adapter, and how to close its connections. */
export interface CloudWatchLiveTail extends LiveTail {
  destroy(): void;
}

const SILENCE: DurationMs = 15_000;

/**
 * Live tails on the AWS SDK. Permission: logs:StartLiveTail on the log group's ARN (Service Authorization Reference,
 * Amazon CloudWatch Logs). The groups of a session are named by their ARNs, at most 10; this asks for one.
 */
export const cloudWatchLiveTail = ({
  silence = SILENCE,
  ...options
}: LiveTailOptions = {}): CloudWatchLiveTail => {
  const clients = keptClients(
    (settings) => withoutLoopbackPrefix(new CloudWatchLogsClient(settings)),
    options,
  );
  return {
    destroy: clients.destroy,
    async follow(target, { pattern, hear, stop }) {
      const failed = {
        call: 'logs:StartLiveTail',
        what: `log group ${target.logGroup} (${target.account}, ${target.region})`,
      };
      const ended = new AbortController();
      const stopped = (): void => ended.abort();
      stop.addEventListener('abort', stopped);
      if (stop.aborted) stopped();
      try {
        const started = await ask(
          failed,
          () =>
            clients.of('read', target).send(
              new StartLiveTailCommand({
                logGroupIdentifiers: [groupArn(target)],
                ...(pattern === undefined ? {} : { logEventFilterPattern: pattern }),
              }),
              { abortSignal: ended.signal },
            ),
          ({ responseStream }) => ok(required(responseStream, 'responseStream')),
        );
        if (stop.aborted) return ok('stopped');
        if (!started.ok) return started;
        return await listen(started.value, { hear, stop, silence, call: failed.call });
      } catch (error) {
        if (stop.aborted) return ok('stopped');
        // The SDK throws what the stream ends with.
        return error instanceof SessionTimeoutException ? ok('over') : err(brokeOff(error, failed));
      } finally {
        stop.removeEventListener('abort', stopped);
        ended.abort();
      }
    },
  };
};

interface Listening {
  readonly hear: (heard: Heard) => void;
  readonly stop: AbortSignal;
  readonly silence: DurationMs;
  readonly call: string;
}

async function listen(
  stream: AsyncIterable<StartLiveTailResponseStream>,
  { hear, stop, silence, call }: Listening,
): Promise<Result<'stopped', Fault>> {
  const events = stream[Symbol.asyncIterator]();
  for (;;) {
    const next = await inTime(events.next(), silence, stop);
    if (next === 'stopped') return ok('stopped');
    if (next === 'silent') return err({ kind: 'unanswered', call, detail: SILENT });
    if (next.done) return err({ kind: 'unanswered', call, detail: CLOSED });
    const { value } = next;
    if (value.sessionStart) hear({ kind: 'begun' });
    if (value.sessionUpdate) hear(linesOf(value.sessionUpdate));
  }
}

const SILENT = 'nothing more came on the connection';
const CLOSED = 'the connection was closed';

/** The next event, unless it is stopped or nothing comes for too long. */
async function inTime<T>(
  next: Promise<T>,
  silence: DurationMs,
  stop: AbortSignal,
): Promise<T | 'silent' | 'stopped'> {
  const heard = new AbortController();
  const either = AbortSignal.any([heard.signal, stop]);
  // Whichever comes first: what comes later is of no use, and must not end the process either.
  next.catch(() => undefined);
  const late = pause(silence, 'silent' as const, { signal: either }).catch(() => 'stopped' as const);
  return Promise.race([next, late]).finally(() => heard.abort());
}

function linesOf({
  sessionResults = [],
  sessionMetadata,
}: NonNullable<StartLiveTailResponseStream['sessionUpdate']>): Heard {
  const lines = sessionResults.map(({ timestamp = 0, logStreamName = '', message = '' }) => ({
    at: timestamp,
    stream: logStreamName,
    text: message.replace(/\s+$/, ''),
  }));
  return { kind: 'lines', lines, extent: sessionMetadata?.sampled ? 'sampled' : 'all' };
}

/** A session that had begun: whatever ended it, it wasn't refused. */
function brokeOff(error: unknown, failed: Parameters<typeof faultOf>[1]): Fault {
  const fault = faultOf(error, failed);
  return fault.kind === 'unreachable' || fault.kind === 'malformed' || fault.kind === 'invalid'
    ? { kind: 'unanswered', call: failed.call, detail: fault.detail }
    : fault;
}

/** China and GovCloud are partitions of their own (AWS General Reference, ARNs). */
const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

const groupArn = ({ region, account, logGroup }: LogTarget): string =>
  `arn:${partitionOf(region)}:logs:${region}:${account}:log-group:${logGroup}`;
