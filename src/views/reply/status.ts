import type { EpochMs } from '../../domain/clock.ts';
import { hash } from '../../domain/ids.ts';
import { isRolling, primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import type { Run } from '../../domain/run/run.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import { buttonRow, type WordsButton } from '../button.ts';
import { code, inert, short } from '../inert.ts';
import { context, type Message, section } from '../message.ts';
import { clockTime, dayTimeAgo } from '../mrkdwn.ts';
import { showButton, statusButton } from '../run/run-buttons.ts';
import { stateWords } from '../run/state-words.ts';

/** What is known of a service now. `holder` is `unknown` where the ledger couldn't be read. */
export interface ServiceStatus {
  readonly target: ResolvedService;
  readonly snapshot: ServiceSnapshot;
  readonly holder: Run | 'nobody' | 'unknown';
  readonly at: EpochMs;
}

/** ECS's own sentences can be long. */
const EVENT = 500;

/** A service's state in a few lines, the first one alone enough. */
export function statusMessage(status: ServiceStatus): Message {
  const { target, snapshot, holder, at } = status;
  const primary = primaryOf(snapshot);
  const { icon, said } = headline(snapshot);
  const revision = primary?.taskDefinition.split('/').at(-1) ?? 'unknown';
  const [event] = snapshot.events;
  const age = primary ? ` · deployed ${dayTimeAgo(primary.createdAt)}` : '';
  const starting = snapshot.pending > 0 ? ` · ${snapshot.pending} starting` : '';
  const tasks = tasksRunning(snapshot);
  const lines = [
    `${icon} *${targetName(target)}* ${said}: ${tasks}${starting}`,
    `Revision ${code(revision)}${age}`,
    holderLine(holder),
    event && `Last event, ${dayTimeAgo(event.at)}: ${short(event.message, EVENT)}`,
  ].filter((line) => line !== undefined);
  return {
    text: `${targetName(target)} ${said}: ${tasks}`,
    blocks: [
      section(lines.join('\n')),
      context(`Read from ECS at ${clockTime(at)} · ${target.environment} · ${target.region}`),
      ...buttonRow([...(typeof holder === 'string' ? [] : [showButton(holder)]), runsButton(target)]),
    ],
  };
}

const runsButton = (target: ResolvedService): WordsButton => ({
  label: 'Its runs',
  words: `runs ${targetName(target)}`,
});

/** A rollout runs the old tasks beside the new ones. */
const tasksRunning = ({ running, desired }: ServiceSnapshot): string =>
  running > desired
    ? `${running} tasks running, ${desired} wanted`
    : `${running} of ${desired} tasks running`;

function headline(snapshot: ServiceSnapshot): { readonly icon: string; readonly said: string } {
  if (snapshot.status !== 'ACTIVE') return { icon: ':x:', said: `is ${snapshot.status.toLowerCase()}` };
  if (snapshot.desired === 0) return { icon: ':white_circle:', said: 'is scaled to 0' };
  if (isRolling(snapshot)) {
    const failed = primaryOf(snapshot)?.failed ?? 0;
    return failed > 0
      ? {
          icon: ':warning:',
          said: `is rolling, ${failed} new ${failed === 1 ? 'task has' : 'tasks have'} failed`,
        }
      : { icon: ':large_blue_circle:', said: 'is rolling' };
  }
  if (snapshot.running < snapshot.desired) return { icon: ':warning:', said: 'is short of tasks' };
  return { icon: ':large_green_circle:', said: 'is steady' };
}

function holderLine(holder: ServiceStatus['holder']): string | undefined {
  if (holder === 'nobody') return undefined;
  if (holder === 'unknown') return "Whether a run holds it is unknown: my store can't be read.";
  return `Held by ${hash(holder.number)} (${inert(holder.request.operation)}) · ${stateWords(holder).said}`;
}

/** A status that couldn't be read: unknown is said, never guessed. */
export const statusUnknown = (target: ResolvedService, why: string): Message => ({
  text: `${targetName(target)} can't be read: ${short(why, EVENT)}`,
  blocks: [
    section(`:grey_question: *${targetName(target)}* can't be read: ${short(why, EVENT)}`),
    ...buttonRow([statusButton(target, 'Look again'), runsButton(target)]),
  ],
});
