import type { EpochMs } from '../../domain/clock.ts';
import type { StoppedTask } from '../../domain/rollout/stopped-task.ts';
import { type ResolvedService, targetName } from '../../domain/target/service.ts';
import type { LiveTask, ServiceTasks } from '../../domain/tasks/service-tasks.ts';
import type { TargetGroup, TargetsSeen } from '../../domain/tasks/target-group.ts';
import { buttonRow, type WordsButton } from '../button.ts';
import { code, inert, short } from '../inert.ts';
import { context, type Message, section } from '../message.ts';
import { clockTime, dayTimeAgo } from '../mrkdwn.ts';
import { statusButton } from '../run/run-buttons.ts';
import { groupLine, isIll, targetPart } from '../target-words.ts';

/** A service's tasks as they were read. */
export interface ServiceTasksSeen {
  readonly target: ResolvedService;
  readonly tasks: ServiceTasks;
  /** What its load balancers see; nothing where it has none. */
  readonly targets: TargetsSeen;
  readonly at: EpochMs;
}

/** So many are listed: a phone shows no more. */
const LIVE = 12;
const STOPPED = 6;
const REASON = 220;

/** The tasks that are there, those that stopped lately and why, and the line that opens a shell in one. */
export function tasksMessage({ target, tasks, targets, at }: ServiceTasksSeen): Message {
  const { live, stopped, complete } = tasks;
  const said = summaryOf(tasks);
  const failed = stopped.filter(isFailure);
  const shown = [...failed, ...stopped.filter((task) => !isFailure(task))].slice(0, STOPPED);
  return {
    text: `${targetName(target)}: ${said}`,
    blocks: [
      section(
        [
          `${iconOf(live, targets.groups)} *${targetName(target)}* ${said}${complete ? '' : '. There are more than could be listed'}`,
          ...live.slice(0, LIVE).map((task) => liveLine(task, targets.groups)),
          ...moreThan(live.length, LIVE),
          ...targets.groups.map(groupLine),
          ...targets.unread.map((why) => `:grey_question: ${short(why, REASON)}`),
        ].join('\n'),
      ),
      ...(shown.length > 0
        ? [
            section(
              ['Stopped lately:', ...shown.map(stoppedLine), ...moreThan(stopped.length, STOPPED)].join('\n'),
            ),
          ]
        : []),
      section(shellLine(target, live)),
      context(`Read from ECS at ${clockTime(at)} · ${target.environment} · ${target.region}`),
      ...buttonRow([
        statusButton(target),
        ...(failed.length > 0 || targets.groups.some(isIll) ? [explainButton(target)] : []),
        logsButton(target),
      ]),
    ],
  };
}

const explainButton = (target: ResolvedService): WordsButton => ({
  label: 'Why',
  words: `explain ${targetName(target)}`,
});
const logsButton = (target: ResolvedService): WordsButton => ({
  label: 'Its log',
  words: `logs ${targetName(target)}`,
});

/** ECS's own replacing of tasks is no failure, but for health checks (domain/explain/clue.ts). */
const isFailure = ({ stopCode, reason }: StoppedTask): boolean =>
  stopCode !== 'ServiceSchedulerInitiated' || /health checks?/i.test(reason);

function summaryOf({ live, stopped }: ServiceTasks): string {
  const running = live.filter(({ status }) => status === 'RUNNING').length;
  const ending = live.filter(({ status }) => ENDING.has(status)).length;
  const starting = live.length - running - ending;
  const failed = stopped.filter(isFailure).length;
  return [
    `${running} ${running === 1 ? 'task' : 'tasks'} running`,
    ...(starting > 0 ? [`${starting} starting`] : []),
    ...(ending > 0 ? [`${ending} ending`] : []),
    ...(failed > 0 ? [`${failed} failed lately`] : []),
  ].join(', ');
}

/** ECS developer guide, "task lifecycle". */
const ENDING: ReadonlySet<string> = new Set(['DEACTIVATING', 'STOPPING', 'DEPROVISIONING']);

function iconOf(live: readonly LiveTask[], groups: readonly TargetGroup[]): string {
  if (live.length === 0) return ':white_circle:';
  if (live.some(({ health }) => health === 'UNHEALTHY') || groups.some(isIll)) return ':warning:';
  return live.every(({ status }) => status === 'RUNNING') ? ':large_green_circle:' : ':large_blue_circle:';
}

const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
const HEALTH = { HEALTHY: 'healthy', UNHEALTHY: 'unhealthy', UNKNOWN: 'health unknown' } as const;

function liveLine(task: LiveTask, groups: readonly TargetGroup[]): string {
  const { taskArn, status, health, zone, startedAt, taskDefinition } = task;
  const found = targetPart(task, groups);
  return [
    `• ${code(idOf(taskArn).slice(0, 8))} ${inert(status.toLowerCase())}`,
    HEALTH[health],
    ...(found === undefined ? [] : [found]),
    ...(zone === undefined ? [] : [inert(zone)]),
    ...(startedAt === undefined ? [] : [`since ${dayTimeAgo(startedAt)}`]),
    code(idOf(taskDefinition)),
  ].join(' · ');
}

function stoppedLine({ taskArn, stopCode, reason, stoppedAt, containers }: StoppedTask): string {
  const exits = containers.flatMap(({ name, exitCode }) =>
    exitCode === undefined ? [] : [`${name} exited with ${exitCode}`],
  );
  const why = containers.find((one) => one.reason !== undefined)?.reason ?? reason;
  return [
    `• ${code(idOf(taskArn).slice(0, 8))} ${stoppedAt === undefined ? 'stopped' : `stopped ${dayTimeAgo(stoppedAt)}`}`,
    ...(stopCode === undefined ? [] : [code(stopCode)]),
    short([why, ...exits].filter((part) => part !== '').join('; '), REASON),
  ].join(' · ');
}

const moreThan = (there: number, shown: number): string[] =>
  there > shown ? [`… and ${there - shown} more`] : [];

/** The command is for the person's own identity: nothing is opened from here. */
function shellLine({ region, cluster, container }: ResolvedService, live: readonly LiveTask[]): string {
  const running = live.filter(({ status }) => status === 'RUNNING');
  const ready = running.find(({ exec }) => exec === 'ready');
  if (ready) {
    const command = `aws ecs execute-command --region ${region} --cluster ${cluster} --task ${idOf(ready.taskArn)} --container ${container} --interactive --command /bin/bash`;
    return `A shell, with your own AWS identity:\n${code(command)}`;
  }
  if (running.length === 0) return 'No shell: no task is running.';
  return running.some(({ exec }) => exec === 'agent-not-running')
    ? "No shell: execute-command is enabled, but its agent doesn't run in any task yet."
    : "No shell: execute-command isn't enabled for its tasks (enableExecuteCommand of the service).";
}
