import type { RingingAlarms } from '../../domain/alarm/ringing.ts';
import type { EpochMs } from '../../domain/clock.ts';
import { hash } from '../../domain/ids.ts';
import { shortDigest } from '../../domain/image/image.ts';
import type { ImageSeen } from '../../domain/image/image-seen.ts';
import type { ScalingRange } from '../../domain/ports/scaling.ts';
import { primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import { asks, type Run } from '../../domain/run/run.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import type { Stop } from '../../domain/window/stop.ts';
import { alarmLines } from '../alarm-words.ts';
import { buttonRow, type WordsButton } from '../button.ts';
import { imageWords } from '../image-words.ts';
import { code, inert, short } from '../inert.ts';
import { context, type Message, section } from '../message.ts';
import { ago, clockTime, dayTimeAgo } from '../mrkdwn.ts';
import { runButtons, showButton, statusButton } from '../run/run-buttons.ts';
import { stateWords } from '../run/state-words.ts';
import { headline } from '../service-words.ts';
import { stopLine } from '../stop-words.ts';

/** What is known of a service now. `holder` is `unknown` where the ledger couldn't be read. */
export interface ServiceStatus {
  readonly target: ResolvedService;
  readonly snapshot: ServiceSnapshot;
  readonly image: ImageSeen;
  /** In what range it is scaled by itself; absent where nothing scales it, or where that couldn't be read. */
  readonly range?: ScalingRange;
  readonly alarms: RingingAlarms;
  readonly holder: Run | 'nobody' | 'unknown';
  /** The freezes, locks and windows over it; `unknown` where the store couldn't be read. */
  readonly holds: readonly Stop[] | 'unknown';
  readonly at: EpochMs;
}

/** ECS's own sentences can be long. */
const EVENT = 500;
const QUESTION = 260;
const WHY = 200;

/** A service's state in a few lines, the first one alone enough. */
export function statusMessage(status: ServiceStatus): Message {
  const { target, snapshot, image, range, alarms, holder, holds, at } = status;
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
    ...imageLines(image),
    ...rangeLines(snapshot, range),
    ...alarmLines(alarms, target),
    ...holderLines(holder),
    ...holdLines(holds),
    event && `Last event, ${dayTimeAgo(event.at)}: ${short(event.message, EVENT)}`,
  ].filter((line) => line !== undefined);
  return {
    text: `${targetName(target)} ${said}: ${tasks}`,
    blocks: [
      section(lines.join('\n')),
      context(`Read from ECS at ${clockTime(at)} · ${target.environment} · ${target.region}`),
      ...buttonRow([...holderButtons(holder), runsButton(target)]),
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

/** What runs, and what its tag means by now where that is something else. */
function imageLines(seen: ImageSeen): string[] {
  if (seen.kind === 'unknown') return [`Image unknown: ${short(seen.why, WHY)}`];
  const { image, moved } = seen;
  return [
    `Image ${code(imageWords(image))}`,
    ...(moved
      ? [
          `:warning: Its tag means ${code(shortDigest(moved.digest))} by now, pushed ${ago(moved.pushedAt)}: new tasks would run that`,
        ]
      : []),
  ];
}

/** A number that autoscaling would never choose: it changes it as soon as it acts. */
function rangeLines({ desired }: ServiceSnapshot, range: ScalingRange | undefined): string[] {
  if (!range || (desired >= range.min && desired <= range.max)) return [];
  return [
    `:warning: ${desired} tasks are outside what autoscaling keeps it in: ${range.min} to ${range.max}`,
  ];
}

function holderLines(holder: ServiceStatus['holder']): string[] {
  if (holder === 'nobody') return [];
  if (holder === 'unknown') return ["Whether a run holds it is unknown: my store can't be read."];
  const asked = askedBy(holder);
  return [
    `Held by ${hash(holder.number)} (${inert(holder.request.operation)}) · ${stateWords(holder).said}`,
    ...(asked === undefined ? [] : [`:raised_hand: ${short(asked, QUESTION)}`]),
  ];
}

const askedBy = ({ state, question }: Run): string | undefined =>
  state.status === 'parked' ? state.parked.question : question?.text;

/** A run that asks something is answered from here; any other is shown. */
const holderButtons = (holder: ServiceStatus['holder']): readonly WordsButton[] => {
  if (typeof holder === 'string') return [];
  return asks(holder) ? runButtons(holder) : [showButton(holder)];
};

const holdLines = (holds: ServiceStatus['holds']): string[] =>
  holds === 'unknown'
    ? ["Whether it is frozen or locked is unknown: my store can't be read."]
    : holds.map(stopLine);

/** A status that couldn't be read: unknown is said, never guessed. */
export const statusUnknown = (target: ResolvedService, why: string): Message => ({
  text: `${targetName(target)} can't be read: ${short(why, EVENT)}`,
  blocks: [
    section(`:grey_question: *${targetName(target)}* can't be read: ${short(why, EVENT)}`),
    ...buttonRow([statusButton(target, 'Look again'), runsButton(target)]),
  ],
});
