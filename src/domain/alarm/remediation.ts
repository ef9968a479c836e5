import type { EpochMs } from '../clock.ts';
import type { ResolvedService } from '../target/service.ts';
import type { Deployed } from './facts.ts';
import type { IncidentAlarm } from './incident.ts';

/** What a remedy knows when it says whether it fits. Parts that couldn't be read are absent: then it may not rest on them. */
export interface Situation {
  /** The alarm: it rings, and CloudWatch says so. */
  readonly alarm: IncidentAlarm;
  readonly service: ResolvedService;
  readonly now: EpochMs;
  readonly running?: number;
  readonly desired?: number;
  /** What autoscaling allows. */
  readonly most?: number;
  /** Deployments of the last hours, newest first. */
  readonly deployed?: readonly Deployed[];
}

/** What a remedy does: an operation on the alarm's service, or a read, in the words that a person would type. */
export type RemedyAct =
  | { readonly kind: 'run'; readonly operation: string; readonly input: Readonly<Record<string, unknown>> }
  | { readonly kind: 'read'; readonly words: string };

/** That a remedy fits, and how well. */
export interface Fit {
  /** The best one comes first: 0 to 100. */
  readonly rank: number;
  /** Why, in a few words: "deployed 12 min ago". */
  readonly because?: string;
  /** The button's words, up to 30 characters. */
  readonly label: string;
  readonly act: RemedyAct;
}

/**
 * A remedy for alarms: a proposal, which never acts by itself. What it proposes goes the way of every command: permission,
 * holds, windows, approvals.
 */
export interface Remediation {
  /** One word, unique: what people type after `mend A17`. */
  readonly name: string;
  /** One line for help. */
  readonly summary: string;
  /** Whether and how it fits; undefined: it doesn't. Pure. */
  readonly fits: (situation: Situation) => Fit | undefined;
}

/** Makes a remedy of its definition. Throws on one that can't work, at the start. */
export function defineRemediation(definition: Remediation): Remediation {
  if (!/^[a-z][a-z-]*$/.test(definition.name))
    throw new Error(`the remedy "${definition.name}" needs a name of lower-case letters and hyphens`);
  return definition;
}
