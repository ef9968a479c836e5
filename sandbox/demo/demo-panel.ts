import { ecsWorldPanel } from '../ecs/world-panel.ts';
import type { FaultSwitch, WorldPanel } from '../page/world-panel.ts';
import type { Sandbox } from '../sandbox.ts';
import type { WorkerSeat } from './worker-seat.ts';

const WORKER_KILLED = 'worker-killed';
const SLACK_AWAY = 'slack-away';

/** The world beside the channel: the services of every account, and switches that break things. */
export function demoPanel(sandbox: Sandbox, worker: WorkerSeat): WorldPanel {
  const panels = sandbox.accounts.map((account) => ecsWorldPanel(sandbox.ecs(account)));
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  let slackAway = false;
  const own = (): FaultSwitch[] => [
    { id: WORKER_KILLED, label: 'The worker is killed (SIGKILL)', on: worker.isEmpty() },
    { id: SLACK_AWAY, label: "Slack's API can't be reached", on: slackAway },
  ];
  return {
    view: () => ({ services: panels.flatMap((panel) => panel.view().services) }),
    onChange(listener) {
      listeners.add(listener);
      const stops = panels.map((panel) => panel.onChange(listener));
      return () => {
        listeners.delete(listener);
        for (const stop of stops) stop();
      };
    },
    faults: () => [...own(), ...(panels[0]?.faults() ?? [])],
    setFault(id, on) {
      if (id === WORKER_KILLED) {
        (on ? worker.kill() : worker.fill()).then(changed, changed);
      } else if (id === SLACK_AWAY) {
        slackAway = on;
        sandbox.slack.away(on);
      } else {
        for (const panel of panels) panel.setFault(id, on);
      }
      changed();
    },
  };
}
