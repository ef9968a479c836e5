import type { EpochMs } from '../clock.ts';
import type { CauseRule } from '../explain/cause-rule.ts';
import type { ResolvedService } from '../target/service.ts';
import type { Deployed } from './facts.ts';
import type { IncidentAlarm } from './incident.ts';
import type { RemedyAct } from './remedy-act.ts';

export type { RemedyAct } from './remedy-act.ts';

/** How the rollout that ECS is at, or finished last, stands. */
export interface Rollout {
  readonly is: 'under-way' | 'over';
  /** When it began, by ECS's own clock. */
  readonly since: EpochMs;
}

/** What brought the image that runs, and the image that ran well before: what a rollback goes back from and to. */
export interface ImageChange {
  readonly deployed: Deployed;
  /** The image before, as `Deployed.image` says it. */
  readonly before: string;
}

/** What a remedy knows when it says whether it fits. Parts that couldn't be read are absent: then it may not rest on them. */
export interface Situation {
  /** The alarm: it rings, and whoever watches it says so. */
  readonly alarm: IncidentAlarm;
  /** The alarm's, or the one that is worst off of those that it may tell of. */
  readonly service: ResolvedService;
  readonly now: EpochMs;
  readonly running?: number;
  readonly desired?: number;
  readonly rollout?: Rollout;
  /** How many tasks autoscaling allows; `any`: nothing scales it. */
  readonly most?: number | 'any';
  /** Deployments of the last hours, newest first. */
  readonly deployed?: readonly Deployed[];
  /** Absent also where nothing is known to go back to. */
  readonly change?: ImageChange;
  /** Whether what ran before may do without what fails; absent where no cause of failing tasks is known. */
  readonly back?: CauseRule['back'];
}

/** That a remedy fits, and how well. */
export interface Fit {
  /** The best one comes first: 0 to 100. */
  readonly rank: number;
  /** Why, in a few words that stay true while time passes: "v2 deployed 12 min before". */
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
  /** The operation that it starts; absent: it only reads. */
  readonly operation?: string;
  /** Whether and how it fits; undefined: it doesn't. Pure. */
  readonly fits: (situation: Situation) => Fit | undefined;
}

type Named = Pick<Remediation, 'name' | 'summary'>;
type How = Omit<Fit, 'act'>;

/** What a remedy's file says: which operation it starts, and with what; or what it reads. */
export type RemediationDefinition =
  | (Named & {
      readonly operation: string;
      /** `input`: what the operation's schema takes, without a reason. */
      readonly fits: (
        situation: Situation,
      ) => (How & { readonly input: Readonly<Record<string, unknown>> }) | undefined;
    })
  | (Named & {
      readonly operation?: never;
      /** `words`: the read as a person would type it. */
      readonly fits: (situation: Situation) => (How & { readonly words: string }) | undefined;
    });

/** Makes a remedy of its definition. Throws on one that can't work, at the start. */
export function defineRemediation(definition: RemediationDefinition): Remediation {
  const { name, summary } = definition;
  if (!/^[a-z][a-z-]*$/.test(name))
    throw new Error(`the remedy "${name}" needs a name of lower-case letters and hyphens`);
  if (definition.operation === undefined)
    return {
      name,
      summary,
      fits(situation) {
        const fit = definition.fits(situation);
        if (!fit) return undefined;
        const { words, ...how } = fit;
        return { ...how, act: { kind: 'read', words } };
      },
    };
  const { operation } = definition;
  return {
    name,
    summary,
    operation,
    fits(situation) {
      const fit = definition.fits(situation);
      if (!fit) return undefined;
      const { input, ...how } = fit;
      return { ...how, act: { kind: 'run', operation, input } };
    },
  };
}
