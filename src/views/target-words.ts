import type { LiveTask } from '../domain/tasks/service-tasks.ts';
import {
  checkWords,
  groupName,
  reasonWords,
  type Target,
  type TargetGroup,
} from '../domain/tasks/target-group.ts';
import { inert, short } from './inert.ts';

const REASON = 120;

/** What is wrong counts before what is right. */
const WORST: readonly Target['state'][] = [
  'unhealthy',
  'unavailable',
  'unused',
  'draining',
  'initial',
  'healthy',
];

const targetsIn = (groups: readonly TargetGroup[]): readonly Target[] =>
  groups.flatMap((group) => (group.kind === 'there' ? group.targets : []));

/** Whether a group is gone, or has a target that is found unhealthy. */
export const isIll = (group: TargetGroup): boolean =>
  group.kind === 'gone' || group.targets.some(({ state }) => state === 'unhealthy');

const stateWords = (target: Target): string => {
  const why = target.state === 'healthy' ? undefined : reasonWords(target);
  return `${target.state}${why === undefined ? '' : ` (${short(why, REASON)})`}`;
};

/** What load balancers find of a task, the worst first; undefined where none knows its address. */
export function targetPart(
  { address }: Pick<LiveTask, 'address'>,
  groups: readonly TargetGroup[],
): string | undefined {
  const [worst] = targetsIn(groups)
    .filter(({ id }) => id === address)
    .sort((a, b) => WORST.indexOf(a.state) - WORST.indexOf(b.state));
  return worst && `target ${stateWords(worst)}`;
}

/** A group in a line: how many targets are how, and what they are asked. */
export function groupLine(group: TargetGroup): string {
  const name = `Target group ${inert(groupName(group))}`;
  if (group.kind === 'gone') return `:warning: ${name} isn't there, and the service still names it`;
  const counts = new Map<string, number>();
  for (const target of group.targets) {
    const words = stateWords(target);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const said = [...counts].map(([words, count]) => `${count} ${words}`).join(', ') || 'no target';
  return `${name}: ${said}${group.check === undefined ? '' : ` · asked ${short(checkWords(group.check), REASON)}`}`;
}
