import type { EpochMs } from '../clock.ts';
import type { LiveTask } from '../tasks/service-tasks.ts';
import { checkWords, groupName, reasonWords, type Target, type TargetGroup } from '../tasks/target-group.ts';
import { type Clue, MOST, shortId } from './clue.ts';

/** What load balancers see of a service, and the tasks that their targets may be. */
export interface Seen {
  readonly groups: readonly TargetGroup[];
  readonly live: readonly Pick<LiveTask, 'taskArn' | 'address'>[];
  readonly at: EpochMs;
}

/** So many targets are named. */
const NAMED = 4;

/**
 * What load balancers find wrong, a clue for each kind of trouble in a group. A target that is checked for the first
 * time or leaves is none; neither is the group of a blue/green service that gets no traffic while its other one does.
 */
export function targetClues({ groups, live, at }: Seen): Clue[] {
  const isInUse = (group: TargetGroup): boolean =>
    group.kind === 'there' && group.targets.some(({ state }) => IN_USE.has(state));
  return groups.flatMap((group): Clue[] => {
    if (group.kind === 'gone') {
      const shown = `Target group ${groupName(group)} isn't there, and the service still names it`;
      return [{ from: 'target', at, text: `TARGET GROUP IS NOT FOUND ${group.arn}`.slice(0, MOST), shown }];
    }
    // Of one and the same group some are unused where their zone isn't enabled.
    const idle = !isInUse(group) && groups.some(isInUse);
    const kinds = new Map<string, [Target, ...Target[]]>();
    for (const target of group.targets.filter(idle ? isIll : isTrouble)) {
      const kind = [target.state, target.reason, target.description].join('\n');
      kinds.set(kind, [target, ...(kinds.get(kind) ?? [])]);
    }
    const asked = group.check === undefined ? undefined : checkWords(group.check);
    return [...kinds.values()].map((targets): Clue => {
      const [{ state, reason, description }] = targets;
      const many = targets.length > 1;
      const why = reasonWords(targets[0]);
      const text = [
        `is ${state} in (target-group ${groupName(group)}) due to (reason ${description ?? ''})`,
        ...(reason === undefined ? [] : [reason]),
        ...(asked === undefined ? [] : [`asked ${asked}`]),
      ];
      const shown = [
        `${many ? 'Targets' : 'Target'} ${named(targets, live)} ${many ? 'are' : 'is'} ${state}`,
        ...(why === undefined ? [] : [`: ${why}`]),
        ...(asked === undefined ? [] : [`. Asked: ${asked}`]),
      ];
      return { from: 'target', at, text: text.join('\n').slice(0, MOST), shown: shown.join('') };
    });
  });
}

const IN_USE: ReadonlySet<string> = new Set(['healthy', 'unhealthy', 'initial']);

/** Found wanting, whatever its group is used for. */
const isIll = ({ state, reason }: Target): boolean =>
  state === 'unhealthy' ||
  (state === 'unavailable' && reason === 'Elb.InternalError') ||
  (state === 'unused' && (reason === 'Target.InvalidState' || reason === 'Target.IpUnusable'));

const isTrouble = (target: Target): boolean =>
  isIll(target) || (target.state === 'unused' && target.reason === 'Target.NotInUse');

/** The targets by their addresses, with the tasks that have them. */
function named(targets: readonly Target[], live: Seen['live']): string {
  const names = targets
    .map(({ id, port }) => {
      const task = live.find(({ address }) => address === id);
      return `${id}${port === undefined ? '' : `:${port}`}${task ? ` (task ${shortId(task.taskArn)})` : ''}`;
    })
    .sort();
  const more = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
