import { z } from 'zod';
import { type DurationMs, type EpochMs, hours, minutes } from '../../domain/clock.ts';
import { type Hold, holdName } from '../../domain/hold/hold.ts';
import { type Looked, type LookStep, lookStep, type StepContext } from '../../domain/operation/step.ts';
import type { AlarmReading } from '../../domain/ports/alarms.ts';
import type { Outcome } from '../../domain/run/outcome.ts';
import { askedAt } from './asked-at.ts';
import { type Trouble, troubleOf } from './bake-trouble.ts';
import { lengthOf } from './names.ts';
import { rollbackOffer, whyOffer } from './offers.ts';

const Baked = z.object({
  /** `kept`: somebody kept it in spite of trouble; `back`: it is to be rolled back, and why. */
  kind: z.enum(['proven', 'kept', 'back']),
  said: z.string(),
  by: z.enum(['alarm', 'health', 'hand']),
});
/** How the proof of a deployment ended. */
export type Baked = z.output<typeof Baked>;

/** An alarm that rang before anything was changed, and since when: this deployment isn't its cause. */
export interface RangBefore {
  readonly name: string;
  readonly since: EpochMs;
}

/** How the step fits into its operation. */
export interface BakeRules<I> {
  readonly id: string;
  /** Since when the new tasks run, all of them. */
  readonly since: (ctx: StepContext<I>) => EpochMs;
  readonly before: (ctx: StepContext<I>) => readonly RangBefore[];
}

/** So long somebody may think about trouble before the run ends and leaves it as it is. */
const DECIDE_MS = minutes(30);
/** How long an alarm without a window of its own may take to ring: five minutes, as most take. */
const USUAL_WINDOW: DurationMs = minutes(5);

/**
 * The step that watches what was deployed for as long as its alarms take to ring: the longest evaluation of any of
 * them and one period more. Its health endpoint must answer at the end. Trouble is asked about, with a countdown where
 * the policy rolls back by itself.
 */
export const bake = <I>({ id, since, before }: BakeRules<I>): LookStep<I, Baked> =>
  lookStep<I, Baked>({
    id,
    title: 'watch alarms and health',
    goesOn: 'What was deployed stays, and nobody watches its alarms any more',
    limit: () => hours(6),
    output: Baked,
    onLimit: () => ({
      kind: 'failed',
      reason: 'It is deployed, but its alarms and its health endpoint could not be watched for 6 hours.',
    }),
    async look(ctx) {
      const { target, ports, clock } = ctx;
      const read = await ports.alarms.read(target, target.alarms);
      if (!read.ok) return { kind: 'fault', fault: read.fault };
      const readings = [...read.value.values()];
      const windowEnds = since(ctx) + Math.min(windowOf(readings), ctx.pace.bakeAtMost);
      const health = target.health === undefined ? undefined : await ports.health.get(target.health);
      const at = clock.now();
      const trouble = troubleOf({ readings, before: before(ctx), health, windowEnds, at });
      switch (trouble.kind) {
        case 'none':
          return { kind: 'next', output: { kind: 'proven', said: provenBy(ctx, readings), by: 'hand' } };
        case 'watching': {
          const left = Math.max(0, windowEnds - at);
          const remark =
            left === 0 ? trouble.said : `${trouble.said}; watching alarms for ${lengthOf(left)} more`;
          return { kind: 'again', after: ctx.pace.rolloutEvery, for: 'timer', remark };
        }
        case 'trouble':
          return decide(ctx, trouble);
      }
    },
  });

/** How long the alarms take to show what has begun; none: not at all. */
const windowOf = (readings: readonly AlarmReading[]): DurationMs =>
  Math.max(0, ...readings.map(({ window = USUAL_WINDOW }) => window));

/** What its alarms and its endpoint say, and what they can't say: an alarm without data isn't a quiet one. */
function provenBy({ target, pace }: StepContext<unknown>, readings: readonly AlarmReading[]): string {
  const named = (state: AlarmReading['state']): string[] =>
    readings.filter((one) => one.state === state).map(({ name }) => name);
  const quiet = named('OK').length;
  const blind = named('INSUFFICIENT_DATA');
  const before = named('ALARM');
  const missing = target.alarms.filter((name) => !readings.some((one) => one.name === name));
  const slow = readings.filter(({ window = USUAL_WINDOW }) => window > pace.bakeAtMost);
  const said = [
    ...(quiet === 0 ? [] : [quiet === 1 ? 'its alarm is quiet' : `its ${quiet} alarms are quiet`]),
    ...(target.health === undefined ? [] : ['its health endpoint answers']),
    ...(before.length === 0 ? [] : [`${before.join(', ')} rings since before it`]),
    ...(blind.length === 0 ? [] : [`${blind.join(', ')} has no data`]),
    ...(missing.length === 0 ? [] : [`CloudWatch doesn't have ${missing.join(', ')}`]),
    ...slow.map(({ name }) => `${name} may take longer to ring than it was watched`),
  ];
  return said.length === 0 ? 'no alarm and no health endpoint watches it' : said.join(', ');
}

/** Asks what is to be done about trouble, and does it when it is said or, where the policy is so, by itself. */
async function decide(
  ctx: StepContext<unknown>,
  { key: trouble, said, by: cause }: Extract<Trouble, { kind: 'trouble' }>,
): Promise<Looked<Baked>> {
  const { pace, clock } = ctx;
  const { byItself, frozen } = await whoDecides(ctx);
  // Another question: once the freeze is lifted, a whole countdown runs before anything begins.
  const held = heldBack(trouble);
  const key = frozen ? held : trouble;
  const given = ctx.answerTo(trouble) ?? ctx.answerTo(held);
  if (given?.answer === 'keep') {
    return { kind: 'next', output: { kind: 'kept', said: `${said}; it was kept`, by: 'hand' } };
  }
  const back = (by: Baked['by']): Looked<Baked> => ({ kind: 'next', output: { kind: 'back', said, by } });
  if (given) return back('hand');
  const at = askedAt(ctx, key);
  const waited = clock.now() - at;
  const left = Math.max(0, (byItself ? pace.countdown : DECIDE_MS) - waited);
  if (left === 0) return byItself ? back(cause) : { kind: 'end', outcome: undecided(ctx, said) };
  const then = byItself
    ? `I roll back in ${lengthOf(left)} unless you keep it`
    : `Without an answer it stays as it is, and I stop asking in ${lengthOf(left)}`;
  return {
    kind: 'again',
    after: Math.min(ctx.pace.rolloutEvery, left),
    for: 'answer',
    remark: said,
    question: {
      key,
      at,
      text: `${said}. ${frozen ? `Everything is frozen (“${frozen.reason}”), so I don't roll back by myself. ` : ''}${then}.`,
      choices: [
        {
          answer: 'back',
          label: byItself ? 'Roll back now' : 'Roll back',
          style: 'danger',
          confirm: 'The image from before runs again, pinned by its digest.',
        },
        { answer: 'keep', label: 'Keep it' },
      ],
      offers: [whyOffer(ctx)],
    },
  };
}

const heldBack = (key: string): string => `${key}-frozen`;

/**
 * Whether the policy rolls back by itself. While everything is frozen nothing begins by itself: then it is only offered,
 * and a person who answers goes on with what was begun. Throws where the store is away: then nothing begins either.
 */
async function whoDecides({
  policy,
  ports,
}: StepContext<unknown>): Promise<{ readonly byItself: boolean; readonly frozen?: Hold }> {
  if (policy.onAlarm !== 'roll-back') return { byItself: false };
  const [frozen] = await ports.holds.standing([holdName({ kind: 'freeze', scope: { kind: 'all' } })]);
  return frozen ? { byItself: false, frozen } : { byItself: true };
}

function undecided(ctx: StepContext<unknown>, said: string): Outcome {
  return {
    kind: 'failed',
    reason: `It is deployed and runs, but ${said.charAt(0).toLowerCase()}${said.slice(1)}. Nobody answered for ${lengthOf(DECIDE_MS)}.`,
    offers: [rollbackOffer(ctx)],
  };
}
