import type { StoppedTask } from './stopped-task.ts';

/**
 * Why tasks stopped, in one sentence, from the newest first. ECS's own stopping of old tasks
 * (ServiceSchedulerInitiated) explains nothing and is left out. Undefined where nothing explains anything.
 */
export function stopReason(stopped: readonly StoppedTask[]): string | undefined {
  const telling = stopped.filter((task) => task.stopCode !== 'ServiceSchedulerInitiated');
  const [newest] = telling;
  if (!newest) return undefined;
  const container = newest.containers.find((c) => c.reason !== undefined || (c.exitCode ?? 0) !== 0);
  const exit =
    container?.exitCode === undefined ? '' : ` (${container.name} exited with ${container.exitCode})`;
  const why = container?.reason ?? newest.reason;
  const times = telling.length === 1 ? '1 task' : `${telling.length} tasks`;
  return `${times} stopped: ${why}${exit}`;
}
