import { ecsWorldPanel } from '../ecs/world-panel.ts';
import type { FaultSwitch, ServiceView, WorldPanel } from '../page/world-panel.ts';
import type { Sandbox } from '../sandbox.ts';
import { alarmTroubles } from './alarm-troubles.ts';
import { deploymentTroubles } from './deployment-troubles.ts';
import { healthTroubles } from './health-troubles.ts';
import { imageTroubles } from './image-troubles.ts';
import { type Trouble, troubles } from './troubles.ts';

/** The world beside the channel: the services of every account, and what breaks things. */
export function demoPanel(sandbox: Sandbox, own: readonly Trouble[]): WorldPanel {
  const panels = sandbox.accounts.map((account) => ecsWorldPanel(sandbox.ecs(account)));
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const short = new Map(
    sandbox.catalog.services.map(({ stack, ecsService, service }) => [`${stack}/${ecsService}`, service]),
  );
  const named = (view: ServiceView): ServiceView => {
    const name = short.get(`${view.stack}/${view.name}`);
    return name === undefined ? view : { ...view, short: name };
  };
  const switchOf = ({ id, label, group, how, isOn }: Trouble): FaultSwitch => ({
    id,
    label,
    group,
    how,
    on: isOn(),
  });
  const all = [
    ...own,
    ...troubles(sandbox.slack),
    ...imageTroubles(sandbox),
    ...deploymentTroubles(sandbox),
    ...alarmTroubles(sandbox),
    ...healthTroubles(sandbox),
  ];
  return {
    view: () => ({ services: panels.flatMap((panel) => panel.view().services).map(named) }),
    onChange(listener) {
      listeners.add(listener);
      const stops = panels.map((panel) => panel.onChange(listener));
      return () => {
        listeners.delete(listener);
        for (const stop of stops) stop();
      };
    },
    faults: () => [...(panels[0]?.faults() ?? []), ...all.map(switchOf)],
    setFault(id, on) {
      const trouble = all.find((one) => one.id === id);
      if (trouble) void Promise.resolve(trouble.set(on)).then(changed, changed);
      else for (const panel of panels) panel.setFault(id, on);
      changed();
    },
  };
}
