import { z } from 'zod';
import { minutes } from '../../domain/clock.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { type Looked, type LookStep, lookStep, type StepContext } from '../../domain/operation/step.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { needsOf } from '../../domain/task-definition/needs.ts';
import { unfit } from '../rollout/outcomes.ts';
import { lookAtNeed, type NeedSeen } from './look-at-need.ts';

/** What is to be looked at before a rollout. */
export interface Preflight<I> {
  /** The ARN of the revision whose tasks are to run, or of the one that it will be a copy of. */
  readonly taskDefinition: (ctx: StepContext<I>) => string;
}

const Nothing = z.object({});
type Nothing = z.output<typeof Nothing>;

/**
 * The step before a rollout's first effect: are the roles, secrets, parameters and log groups there that its tasks will
 * ask for? All that lacks is said in one end. What can't be looked at, for want of a permission or of an answer, is no
 * fault of the service: it is noted, and the run goes on.
 */
export const preflight = <I>({ taskDefinition }: Preflight<I>): LookStep<I, Nothing> =>
  lookStep<I, Nothing>({
    id: 'preflight',
    title: 'check roles, secrets and log groups',
    limit: () => minutes(2),
    output: Nothing,
    onLimit: () => unfit("What its tasks need couldn't be looked up for 2 minutes."),
    async look(ctx): Promise<Looked<Nothing>> {
      const described = await ctx.ports.taskDefinitions.describe(ctx.target, taskDefinition(ctx));
      if (!described.ok) return { kind: 'fault', fault: described.fault };
      const seen = await Promise.all(needsOf(described.value).map((need) => lookAtNeed(ctx, need)));
      const lacking = seen.filter((one) => one.kind === 'lacking');
      if (lacking.length > 0) return { kind: 'end', outcome: lacks(lacking) };
      const unchecked = seen.filter((one) => one.kind === 'unchecked');
      return { kind: 'next', output: {}, ...(unchecked.length === 0 ? {} : { note: notChecked(unchecked) }) };
    },
  });

type Lacking = Extract<NeedSeen, { readonly kind: 'lacking' }>;
type Unchecked = Extract<NeedSeen, { readonly kind: 'unchecked' }>;

function lacks(all: readonly Lacking[]): Outcome {
  const [first, ...others] = all;
  if (first && others.length === 0)
    return unfit(`Its tasks need the ${first.what}, which ${first.how}.`, `${capital(first.mend)}.`);
  const each = all.map(({ what, how, mend }) => `${capital(what)} ${how}: ${mend}`);
  return unfit(`Its tasks need ${all.length} things that aren't there.`, each.join(' · '));
}

/** What shares a reason is told together. */
function notChecked(all: readonly Unchecked[]): string {
  const reasons = [...new Set(all.map(({ fault }) => why(fault)))];
  const told = reasons.map((reason) => {
    const whats = all.filter(({ fault }) => why(fault) === reason).map(({ what }) => `the ${what}`);
    return `${whats.join(', ')}: ${reason}`;
  });
  return `Couldn't be checked, so the run goes on without: ${told.join(' · ')}`;
}

const why = (fault: Fault): string =>
  fault.kind === 'denied' ? `I lack the permission \`${fault.action}\`.` : ruleFor(fault).sentence;

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
