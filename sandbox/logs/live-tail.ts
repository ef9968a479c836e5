import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { EcsError } from '../ecs/api/errors.ts';
import { eventMessage } from './event-stream.ts';
import type { LogGroups } from './groups.ts';
import { patternOf } from './pattern.ts';
import type { Written } from './written.ts';

/** CloudWatch Logs API, StartLiveTail: 1 to 10 groups. */
const Input = z.object({
  logGroupIdentifiers: z.array(z.string()).min(1).max(10),
  logEventFilterPattern: z.string().max(1024).optional(),
});

/** By ARN, without an asterisk at its end. */
const ARN = /^arn:aws:logs:([a-z0-9-]+):(\d{12}):log-group:([^:*]+)$/;

/** In an update at most; of more a sample is sent (CloudWatch Logs API, LiveTailSessionUpdate). */
const AN_UPDATE = 500;
/** At a time in an account (CloudWatch Logs quotas). */
const SESSIONS = 15;

interface Session {
  readonly response: ServerResponse;
  readonly region: string;
  readonly groups: readonly string[];
  readonly matches: (line: string) => boolean;
  waiting: Written[];
  heardTo: number;
}

/** What tails hear, and where they are. */
export interface TailWorld {
  readonly account: string;
  readonly groups: LogGroups;
  /** What the tasks of a group wrote between two moments, both ends included. */
  readonly written: (region: string, group: string, from: number, to: number) => readonly Written[];
  readonly now: () => number;
}

/** The live tails of an account. */
export class LiveTails {
  readonly #world: TailWorld;
  readonly #sessions = new Set<Session>();

  constructor(world: TailWorld) {
    this.#world = world;
  }

  /** How many there are. */
  get open(): number {
    return this.#sessions.size;
  }

  /** StartLiveTail. Throws what CloudWatch Logs refuses; otherwise the response goes on until somebody ends it. */
  start(raw: unknown, region: string, response: ServerResponse): void {
    const input = Input.safeParse(raw);
    if (!input.success) throw new EcsError('InvalidParameterException', z.prettifyError(input.error));
    const { logGroupIdentifiers, logEventFilterPattern } = input.data;
    const groups = logGroupIdentifiers.map((arn) => this.#groupOf(arn, region));
    const matches = patternOf(logEventFilterPattern);
    if (this.#sessions.size >= SESSIONS)
      throw new EcsError('LimitExceededException', 'Too many concurrent Live Tail sessions.');
    const session: Session = { response, region, groups, matches, waiting: [], heardTo: this.#world.now() };
    this.#sessions.add(session);
    response.on('close', () => this.#sessions.delete(session));
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
    // Over AWS JSON an event stream begins with the response's other members (Smithy, RPC event streams).
    response.write(eventMessage('event', 'initial-response', {}));
    const told = { requestId: randomUUID(), sessionId: randomUUID(), logGroupIdentifiers };
    response.write(eventMessage('event', 'sessionStart', told));
  }

  #groupOf(arn: string, region: string): string {
    const [, of, account, group] = ARN.exec(arn) ?? [];
    if (group === undefined)
      throw new EcsError('InvalidParameterException', 'Log group identifiers must be valid ARNs.');
    if (of !== region || account !== this.#world.account || !this.#world.groups.has(region, group))
      throw new EcsError('ResourceNotFoundException', 'The specified log group does not exist.');
    return group;
  }

  /** Lines that a test or a person writes. */
  hear(region: string, group: string, lines: readonly Written[]): void {
    for (const session of this.#sessions)
      if (session.region === region && session.groups.includes(group)) session.waiting.push(...lines);
  }

  /** The update that goes out every second, also an empty one. */
  update(): void {
    const now = this.#world.now();
    for (const session of this.#sessions) {
      const { region, groups, matches, waiting, heardTo } = session;
      const ofTasks = groups.flatMap((group) => this.#world.written(region, group, heardTo + 1, now));
      const all = [...ofTasks, ...waiting].filter(({ message }) => matches(message));
      session.waiting = [];
      session.heardTo = now;
      const sessionResults = all.slice(0, AN_UPDATE).map(({ at, stream, message }) => ({
        timestamp: at,
        ingestionTime: now,
        logStreamName: stream,
        message,
      }));
      const sessionMetadata = { sampled: all.length > AN_UPDATE };
      session.response.write(eventMessage('event', 'sessionUpdate', { sessionMetadata, sessionResults }));
    }
  }

  /** Ends every tail: by CloudWatch's own word, or by cutting its connection. */
  end(how: 'SessionTimeoutException' | 'SessionStreamingException' | 'cut'): void {
    for (const { response } of this.#sessions) {
      if (how === 'cut') response.destroy();
      else response.end(eventMessage('exception', how, { message: 'The session has ended.' }));
    }
  }
}
