import type { View } from '@slack/types';
import type { Verdict } from '../domain/approval/decision.ts';
import type { Pending } from '../domain/approval/pending.ts';
import type { Sha256 } from '../domain/audit/chain.ts';
import type { Clock, DurationMs } from '../domain/clock.ts';
import type { Suggestion } from '../domain/forms/suggest/suggestion.ts';
import type { RunId } from '../domain/ids.ts';
import type { OperationSpec } from '../domain/operation/operation.ts';
import type { AccessPolicy } from '../domain/people/access.ts';
import type { SlackActor } from '../domain/people/actor.ts';
import type { Alarms } from '../domain/ports/alarms.ts';
import type { AlertStates } from '../domain/ports/alert-states.ts';
import type { AuditNotes, AuditReader } from '../domain/ports/audit.ts';
import type { SlackFault } from '../domain/ports/chat.ts';
import type { DeploymentHistory } from '../domain/ports/deployment-history.ts';
import type { Directory } from '../domain/ports/directory.ts';
import type { EcsClusters } from '../domain/ports/ecs-clusters.ts';
import type { EcsServices } from '../domain/ports/ecs-services.ts';
import type { EcsTasks } from '../domain/ports/ecs-tasks.ts';
import type { Holds } from '../domain/ports/holds.ts';
import type { ImageRegistry } from '../domain/ports/image-registry.ts';
import type { IncidentDesk } from '../domain/ports/incident-desk.ts';
import type { IncidentReader } from '../domain/ports/incidents.ts';
import type { LiftRequests } from '../domain/ports/lift-requests.ts';
import type { LiveTail } from '../domain/ports/live-tail.ts';
import type { Log } from '../domain/ports/log.ts';
import type { Logs } from '../domain/ports/logs.ts';
import type { Memberships } from '../domain/ports/memberships.ts';
import type { Passes } from '../domain/ports/passes.ts';
import type { Reviews } from '../domain/ports/reviews.ts';
import type { RunIntake } from '../domain/ports/run-intake.ts';
import type { RunReader } from '../domain/ports/run-reader.ts';
import type { RunSignals } from '../domain/ports/run-signals.ts';
import type { Scaling } from '../domain/ports/scaling.ts';
import type { SecretStore } from '../domain/ports/secret-store.ts';
import type { ServiceRevisions } from '../domain/ports/service-revisions.ts';
import type { Silences } from '../domain/ports/silences.ts';
import type { TargetHealth } from '../domain/ports/target-health.ts';
import type { TaskDefinitions } from '../domain/ports/task-definitions.ts';
import type { Redactor } from '../domain/redaction/redactor.ts';
import type { Result } from '../domain/result.ts';
import type { Catalog } from '../domain/target/catalog.ts';
import type { Gates } from '../domain/window/shut-gates.ts';
import type { ChatMessage, Message, TextFile } from '../views/message.ts';
import type { Seals } from './modal/seals.ts';
import type { Tails } from './tails.ts';

/** Reads of services besides `describe`, for those who ask. */
export interface ServiceReads {
  readonly clusters: Pick<EcsClusters, 'services'>;
  readonly tasks: EcsTasks;
  readonly logs: Logs;
  readonly targets: TargetHealth;
  readonly revisions: Pick<ServiceRevisions, 'images'>;
  readonly images: ImageRegistry;
  readonly alarms: Alarms;
  /** `none`: no Alertmanager can be asked. */
  readonly alerts: AlertStates | 'none';
  readonly scaling: Scaling;
  readonly taskDefinitions: Pick<TaskDefinitions, 'describe'>;
  readonly secrets: SecretStore;
  readonly tail: LiveTail;
  readonly tails: Tails;
}

/** What people look at and change of alarms. */
export interface AlarmParts {
  readonly incidents: IncidentReader;
  readonly desk: IncidentDesk;
  readonly silences: Pick<Silences, 'place' | 'lift' | 'all'>;
}

/** What the incoming edge works with. */
export interface HandlerParts {
  readonly intake: RunIntake;
  readonly runs: RunReader;
  readonly signals: RunSignals;
  readonly holds: Holds;
  readonly reviews: Reviews;
  readonly liftRequests: LiftRequests;
  /** The channel that hears of every broken glass. */
  readonly incidents?: string | undefined;
  readonly gates: Gates;
  readonly passes: Passes;
  readonly audit: AuditNotes & Pick<AuditReader, 'newest'>;
  readonly history: Pick<DeploymentHistory, 'of'>;
  /** `none`: the configuration takes no alarms. */
  readonly alarms: AlarmParts | 'none';
  readonly ecs: Pick<EcsServices, 'describe'>;
  readonly reads: ServiceReads;
  readonly operations: readonly OperationSpec[];
  readonly catalog: Catalog;
  readonly access: AccessPolicy;
  readonly memberships: Memberships;
  readonly clock: Clock;
  readonly log: Log;
  /** Everything that a person reads passes it. */
  readonly redactor: Redactor;
  readonly sha256: Sha256;
  /** A new ULID each time. */
  readonly newId: () => RunId;
  /** How far a request's own time may be from ours. */
  readonly clockSkew: DurationMs;
}

/** What the listeners do in Slack besides answering a request. Each is tried once, and nothing throws. */
export interface SlackCalls {
  /** Opens a modal. Slack takes a trigger once, for 3 s (Slack: views.open). */
  openView(trigger: string, view: View): Promise<Result<undefined, SlackFault>>;
  /** Shows a message to one person in a channel, or in a thread of it (Slack: chat.postEphemeral). */
  whisper(
    place: { readonly channel: string; readonly thread?: string | undefined },
    user: string,
    message: Message,
  ): Promise<Result<undefined, SlackFault>>;
  /** Posts a message that everybody there sees (Slack: chat.postMessage). */
  say(
    place: { readonly channel: string; readonly thread?: string | undefined },
    message: Message,
  ): Promise<Result<undefined, SlackFault>>;
  /** Gives a person a file, in the direct messages with the bot (Slack: conversations.open, files.upload). */
  handOver(user: string, file: TextFile): Promise<Result<undefined, SlackFault>>;
  /** Shows a person's App Home (Slack: views.publish). */
  publishHome(user: string, view: View): Promise<Result<undefined, SlackFault>>;
}

/** What the listeners on Bolt work with. */
export interface ListenerParts extends HandlerParts {
  readonly slack: SlackCalls;
  readonly directory: Directory;
  /** Everything that a modal carries unseen passes them, out and back. */
  readonly seals: Seals;
}

/** Words that a person said to the bot, however they came. Its sender is known by Slack's signature. */
export interface Command {
  readonly actor: SlackActor;
  readonly channel: string;
  /** The root of the thread in which it was said. */
  readonly thread?: string | undefined;
  /** What follows the slash command or the mention. */
  readonly text: string;
  /** The same for every delivery of the same command, different for every other. */
  readonly dedupeKey: string;
  /** Opens a modal, once, for 3 s (Slack: trigger_id). Absent where Slack gives none, as with mentions. */
  readonly trigger?: string | undefined;
  /** Present: nothing may be started from where it was said, and what the person is told instead. */
  readonly noStart?: Message | undefined;
  /**
   * Tells the person something before the answer, at most four times; never rejects. Absent where there is only the
   * answer.
   */
  readonly tell?: ((message: Message) => Promise<void>) | undefined;
  /** The person's time zone (IANA), where it is known. */
  readonly zone?: string | undefined;
}

/** An operation's form, with what is known already filled in. */
export interface FormRequest {
  readonly operation: string;
  /** `stack/service`. */
  readonly target?: string | undefined;
  readonly input?: Readonly<Record<string, unknown>> | undefined;
}

/** The form in which somebody decides on a run. */
export interface DecisionRequest {
  readonly pending: Pending;
  readonly verdict: Verdict;
  readonly reason?: string | undefined;
}

/** The form of a silence. */
export interface SilenceRequest {
  readonly verb: 'silence';
  /** What is chosen in it already. */
  readonly target?: Suggestion | undefined;
  /** The person's time zone (IANA), where it is known. */
  readonly zone?: string | undefined;
}

/** Any form that may be opened. */
export type AnyFormRequest = FormRequest | DecisionRequest | SilenceRequest;

/**
 * What the person gets: a message at once, or as soon as it has been read from outside, or a form to fill in, with a
 * message instead where none can be opened. A file goes to the person alone. `share` are the words of a read that can
 * be shown to the channel too. What concerns everybody has the channel (or thread) where it was said for its
 * `audience`, else the person alone has it.
 */
export type Reply =
  | {
      readonly kind: 'now';
      readonly message: Message;
      readonly share?: string;
      readonly audience?: 'channel';
      /** Why nothing was changed, in one word for the audit, where something was to be. */
      readonly refused?: string;
    }
  | {
      readonly kind: 'soon';
      readonly message: Promise<ChatMessage>;
      readonly share?: string;
      /** Called once the person has the message, or can't have it. */
      readonly told?: () => void;
    }
  | { readonly kind: 'form'; readonly form: AnyFormRequest; readonly instead: Message };

/** A reply that is ready. */
export const now = (message: Message): Reply => ({ kind: 'now', message });

/** A refusal of something that would have changed something: the audit keeps it, with why in one word. */
export const refused = (why: string, message: Message): Reply => ({ kind: 'now', message, refused: why });

/** A reply that is ready, for everybody where it was said. */
export const forAll = (message: Message): Reply => ({ kind: 'now', message, audience: 'channel' });

/** Tells whoever answered that the person has it, or can't have it. */
export const told = (reply: Reply): void => {
  if (reply.kind === 'soon') reply.told?.();
};

/** Whether everybody where it was said gets the reply, or the person alone. */
export const audienceOf = (reply: Reply): 'channel' | 'person' =>
  reply.kind === 'now' && reply.audience === 'channel' ? 'channel' : 'person';
