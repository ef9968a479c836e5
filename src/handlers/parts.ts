import type { Clock, DurationMs } from '../domain/clock.ts';
import type { RunId } from '../domain/ids.ts';
import type { OperationSpec } from '../domain/operation/operation.ts';
import type { AccessPolicy } from '../domain/people/access.ts';
import type { SlackActor } from '../domain/people/actor.ts';
import type { EcsServices } from '../domain/ports/ecs-services.ts';
import type { Log } from '../domain/ports/log.ts';
import type { RunIntake } from '../domain/ports/run-intake.ts';
import type { RunReader } from '../domain/ports/run-reader.ts';
import type { RunSignals } from '../domain/ports/run-signals.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';
import type { Catalog } from '../domain/target/catalog.ts';
import type { Message } from '../views/message.ts';

/** What the incoming edge works with. */
export interface HandlerParts {
  readonly intake: RunIntake;
  readonly runs: RunReader;
  readonly signals: RunSignals;
  readonly ecs: Pick<EcsServices, 'describe'>;
  readonly operations: readonly OperationSpec[];
  readonly catalog: Catalog;
  readonly access: AccessPolicy;
  readonly clock: Clock;
  readonly log: Log;
  /** Everything that a person reads passes it. */
  readonly redactor: Redactor;
  /** A new ULID each time. */
  readonly newId: () => RunId;
  /** How far a request's own time may be from ours. */
  readonly clockSkew: DurationMs;
}

/** A slash command, its sender known by Slack's signature. */
export interface Command {
  readonly actor: SlackActor;
  readonly channel: string;
  readonly text: string;
  /** The same for every delivery of the same command, different for every other (Slack: `trigger_id`). */
  readonly dedupeKey: string;
}

/** What the person reads: at once, or as soon as it has been read from outside. */
export type Reply =
  | { readonly kind: 'now'; readonly message: Message }
  | { readonly kind: 'soon'; readonly message: Promise<Message> };

/** A reply that is ready. */
export const now = (message: Message): Reply => ({ kind: 'now', message });
