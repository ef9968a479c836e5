import type { RingingAlarms } from '../../domain/alarm/ringing.ts';
import type { EpochMs } from '../../domain/clock.ts';
import { hash } from '../../domain/ids.ts';
import type { RunningImage } from '../../domain/ports/service-revisions.ts';
import { primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';
import { asks, type Run } from '../../domain/run/run.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import type { Stop } from '../../domain/window/stop.ts';
import { alarmMarks } from '../alarm-words.ts';
import { buttonRow } from '../button.ts';
import { imageWords } from '../image-words.ts';
import { code, inert, label, short } from '../inert.ts';
import { context, type Message, plainMessage, section, withBlocks } from '../message.ts';
import { ago, clockTime } from '../mrkdwn.ts';
import { showButton } from '../run/run-buttons.ts';
import { headline } from '../service-words.ts';
import { stopMark } from '../stop-words.ts';

/** One service of a stack as it was read. */
export interface ServiceLine {
  readonly target: ResolvedService;
  readonly seen:
    | { readonly kind: 'read'; readonly snapshot: ServiceSnapshot; readonly image?: RunningImage }
    | { readonly kind: 'unknown'; readonly why: string };
  readonly alarms: RingingAlarms;
  readonly holder: Run | 'nobody' | 'unknown';
  readonly holds: readonly Stop[] | 'unknown';
}

/** Slack's sections hold 3,000 characters, and an unknown service's reason may be long. */
const A_SECTION = 8;
const WHY = 120;

/** A stack's services, a line each: what isn't well is counted in the first line. */
export function stackStatusMessage(stack: string, services: readonly ServiceLine[], at: EpochMs): Message {
  const [first] = services;
  const said = summaryOf(services);
  const lines = services.map(serviceLine);
  const parts = Array.from({ length: Math.ceil(lines.length / A_SECTION) }, (_, i) =>
    section(lines.slice(i * A_SECTION, (i + 1) * A_SECTION).join('\n')),
  );
  const troubled = services.filter((line) => isTroubled(line));
  return {
    text: `${stack}: ${said}`,
    blocks: [
      section(`*${inert(stack)}* ${said}`),
      ...parts,
      context(
        [
          `Read from ECS at ${clockTime(at)}`,
          ...(first ? [first.target.environment, first.target.region] : []),
        ].join(' · '),
      ),
      ...buttonRow(
        [
          ...services.flatMap(({ holder }) =>
            typeof holder !== 'string' && asks(holder) ? [showButton(holder)] : [],
          ),
          ...troubled.map(({ target }) => ({
            label: label(`Why ${target.service}`, 30),
            words: `explain ${target.stack}/${target.service}`,
          })),
        ].slice(0, BUTTONS),
      ),
    ],
  };
}

const BUTTONS = 3;

const isTroubled = ({ seen, alarms }: ServiceLine): boolean =>
  (seen.kind === 'read' && headline(seen.snapshot).icon === ':warning:') || rings(alarms);

const rings = (alarms: RingingAlarms): boolean => alarms !== 'unknown' && alarms.ringing.length > 0;

function summaryOf(services: readonly ServiceLine[]): string {
  const counts = new Map<string, number>();
  for (const { seen } of services) {
    const said = seen.kind === 'unknown' ? 'unknown' : (KINDS[headline(seen.snapshot).icon] ?? 'otherwise');
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  const order = ['troubled', 'unknown', 'rolling', 'gone', 'scaled to 0', 'steady', 'otherwise'];
  const parts = order.flatMap((said) => (counts.has(said) ? [`${counts.get(said)} ${said}`] : []));
  // A load balancer's alarm may be listed by several services, and rings once.
  const alarms = new Set(
    services.flatMap((line) =>
      line.alarms === 'unknown' ? [] : line.alarms.ringing.map(({ name }) => name),
    ),
  );
  if (alarms.size > 0) parts.push(`${alarms.size} ${alarms.size === 1 ? 'alarm rings' : 'alarms ring'}`);
  return parts.length === 0 ? 'has no services' : parts.join(', ');
}

const KINDS: Readonly<Record<string, string>> = {
  ':warning:': 'troubled',
  ':large_blue_circle:': 'rolling',
  ':large_green_circle:': 'steady',
  ':white_circle:': 'scaled to 0',
  ':x:': 'gone',
};

/** Who holds it; a run that waits for somebody is said to. */
const heldBy = (run: Run): string =>
  `held by ${hash(run.number)}${asks(run) ? ', which asks something :raised_hand:' : ''}`;

function serviceLine({ target, seen, alarms, holder, holds }: ServiceLine): string {
  const name = `*${inert(target.service)}*`;
  const held = [
    ...alarmMarks(alarms, target),
    ...(holder === 'nobody' ? [] : [holder === 'unknown' ? 'holder unknown' : heldBy(holder)]),
    ...(holds === 'unknown' ? ['freezes unknown'] : holds.map(stopMark)),
  ];
  if (seen.kind === 'unknown')
    return [`:grey_question: ${name} unknown: ${short(seen.why, WHY)}`, ...held].join(' · ');
  const { snapshot, image } = seen;
  const { icon, said } = headline(snapshot);
  const revision = primaryOf(snapshot)?.taskDefinition.split('/').at(-1);
  const [event] = snapshot.events;
  return [
    `${icon} ${name} ${snapshot.running}/${snapshot.desired} ${said.replace(/^is /, '')}`,
    ...(revision === undefined ? [] : [code(revision)]),
    ...(image === undefined ? [] : [code(imageWords(image))]),
    ...(event === undefined ? [] : [`event ${ago(event.at)}`]),
    ...held,
  ].join(' · ');
}

/** A channel without a stack of its own: which one is meant. */
export function whichStack(stacks: readonly string[]): Message {
  const shown = stacks.slice(0, STACKS);
  const more = stacks.length - shown.length;
  return withBlocks(
    plainMessage(
      `Which stack? This channel has none of its own: \`/ops status STACK\` or \`/ops status SERVICE\`.${more > 0 ? ` There are ${more} more than the buttons show.` : ''}`,
    ),
    buttonRow(shown.map((stack) => ({ label: label(stack, 40), words: `status ${stack}` }))),
  );
}

const STACKS = 5;
