import type { DurationMs } from '../clock.ts';
import type { Where } from '../guard/policy.ts';
import type { Window } from '../window/window.ts';
import type { Severity } from './report.ts';

/** Which alarms something counts for; a part that is absent asks for nothing. All that are there must hold. */
export interface AlarmMatch {
  /** Names, in which `*` stands for anything. */
  readonly alarms?: readonly string[];
  readonly severities?: readonly Severity[];
  /** What no stack has is `everywhere` alone. */
  readonly where?: Where;
  /** Labels (Alertmanager's, or an alarm's tags) that must have these values. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Where alarms that match are told, and when: the first route that matches counts. */
export interface AlarmRoute {
  readonly match: AlarmMatch;
  /** Only then; always where absent. */
  readonly times?: Pick<Window, 'recurs' | 'zone'>;
  readonly channel: string;
}

/** Whom somebody is called through when nobody has acknowledged an incident. */
export type Call =
  /** A Slack user group, mentioned in the incident's thread. */
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'channel'; readonly channel: string }
  /** PagerDuty's Events API v2; `key` names the environment variable of the routing key. */
  | { readonly kind: 'pagerduty'; readonly key: string }
  /** A POST of the incident as JSON; `url` names the environment variable of the address. */
  | { readonly kind: 'webhook'; readonly url: string };

/** What is done when nobody has acknowledged an incident for so long. */
export interface EscalationLevel {
  readonly match: AlarmMatch;
  readonly after: DurationMs;
  readonly calls: readonly Call[];
}

/** A remedy that begins by itself. */
export interface AutomaticRemedy {
  readonly remedy: string;
  readonly match: AlarmMatch;
  /** How long it may be stopped, by whoever may cancel runs there. */
  readonly countdown: DurationMs;
  /** How often it may begin in 24 hours, for each service. */
  readonly perDay: number;
}

/** What the configuration says of alarms. */
export interface AlarmPolicy {
  /** ARNs of the SNS topics that are believed, each of the alarms of its own account. */
  readonly topics: readonly string[];
  /** Those among them that accounts share, by their ARNs: of whose alarms they are believed besides. */
  readonly sharedTopics?: Readonly<Record<string, readonly string[]>>;
  /** Addresses of the SQS queues that are read. */
  readonly queues: readonly string[];
  /** Dead-letter queues that are watched. */
  readonly deadLetterQueues: readonly string[];
  /** Where an alarm goes that no route matches. */
  readonly channel: string;
  readonly routes: readonly AlarmRoute[];
  /** The alarms that are critical besides those that `critical-alarms` of a stack lists; all others warn. */
  readonly critical: readonly AlarmMatch[];
  readonly escalation: readonly EscalationLevel[];
  readonly automatic: readonly AutomaticRemedy[];
  /**
   * The Alertmanagers that are asked whether an alert still fires, and so believed; each names the environment variables of
   * its address and of a bearer token. None: no remedy that changes something is offered for alerts.
   */
  readonly alertmanagers: readonly { readonly url: string; readonly token?: string }[];
  /** How the watch is watched itself. */
  readonly heartbeat?: { readonly url: string; readonly every: DurationMs };
  readonly synthetic?: {
    readonly account: string;
    readonly role?: string;
    readonly region: string;
    readonly alarm: string;
    readonly every: DurationMs;
    /** How long the way may take before that is said. */
    readonly within: DurationMs;
  };
}
