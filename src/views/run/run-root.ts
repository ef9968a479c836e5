import { hash } from '../../domain/ids.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { Progress } from '../../domain/rollout/progress.ts';
import type { Run } from '../../domain/run/run.ts';
import { targetName } from '../../domain/target/service.ts';
import { context, type Message, section } from '../message.ts';
import { clockTime, duration, inert } from '../mrkdwn.ts';
import { outcomeWords } from './outcome-words.ts';
import { type RootNotes, rootNotes } from './root-notes.ts';

/** A run's one root message: a function of its present state and of where it is told. At most 6 lines. */
export function runRoot(run: Run, notes: RootNotes = {}): Message {
  const head = headline(run);
  const lines = [head.line, stepsLine(run), figures(run)].filter((line) => line !== undefined);
  const smallPrint = [footer(run), rootNotes(run, notes)].filter((line) => line !== '').map(context);
  return { text: head.text, blocks: [section(lines.join('\n')), ...smallPrint] };
}

/** `#1042 restart prod-us-east-1/registry` */
const title = (run: Run): string =>
  `${hash(run.number)} ${run.request.operation} ${targetName(run.request.target)}`;

/** The first line, alone enough: what, where, state, since when. */
function headline(run: Run): { readonly line: string; readonly text: string } {
  const { state } = run;
  const line = (icon: string, said: string) => ({
    line: `${icon} *${title(run)}* ${said}`,
    text: `${title(run)} ${said}`,
  });
  const since = `since ${clockTime(run.acceptedAt)}`;
  switch (state.status) {
    case 'queued':
      return line(':white_circle:', `accepted, a worker takes it up next · ${since}`);
    case 'running':
    case 'waiting':
      return line(':large_blue_circle:', `${inert(run.remark ?? 'under way')} · ${since}`);
    case 'parked':
      return line(
        ':raised_hand:',
        `needs you: ${inert(state.parked.question)} · since ${clockTime(state.since)}`,
      );
    case 'ended': {
      const words = outcomeWords(state.outcome);
      const next = words.next === undefined ? '' : `\n${words.next}`;
      return line(
        words.icon,
        `${words.said} after ${duration(state.at - run.acceptedAt)}: ${words.why}${next}`,
      );
    }
  }
}

/** Which steps are over, which is at work. An ended run says it in its first line instead. */
function stepsLine(run: Run): string | undefined {
  if (run.state.status === 'ended' || run.state.status === 'queued') return undefined;
  const at = run.request.plan.findIndex((step) => step.id === run.step);
  const mark = (i: number): string => (i < at ? '✓' : i === at ? '▸' : '○');
  return run.request.plan.map((step, i) => `${mark(i)} ${step.title}`).join('  ');
}

function figures(run: Run): string | undefined {
  if (!run.progress || run.state.status === 'ended') return undefined;
  return rolloutFigures(run.progress);
}

/** `1 of 2 new tasks running · 1 starting · 2 old still running` */
function rolloutFigures({ running, desired, pending, old, failed, breaker }: Progress): string {
  const tripsAt = breaker ? ` (circuit breaker trips at ${breaker.threshold})` : '';
  return [
    `${running} of ${desired} new tasks running`,
    pending > 0 ? `${pending} starting` : undefined,
    old > 0 ? `${old} old still running` : undefined,
    failed > 0 ? `*${failed} failed*${tripsAt}` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

function footer(run: Run): string {
  const reason = run.request.reason === undefined ? '' : ` · ${inert(run.request.reason)}`;
  return `${actorName(run.request.actor)}${reason} · ${run.request.target.environment}`;
}

/** Who asked for it. */
function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'slack':
      return `Asked by <@${inert(actor.user)}>`;
    case 'alarm':
      return `Started by alarm ${inert(actor.name)}`;
    case 'schedule':
      return `Started by schedule ${inert(actor.name)}`;
    case 'system':
      return 'Started by Wheelhouse';
  }
}
