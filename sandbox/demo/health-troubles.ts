import type { Sandbox } from '../sandbox.ts';
import type { Trouble } from './troubles.ts';

/** Health endpoints of the first stack that names some: they answer 503 while their switch is on. */
export function healthTroubles({ catalog, health }: Pick<Sandbox, 'catalog' | 'health'>): Trouble[] {
  const stack = catalog.services.find((service) => service.health !== undefined)?.stack;
  return catalog.services
    .filter((service) => service.stack === stack && service.health !== undefined)
    .map((service) => ({
      id: `health-${service.service}`,
      label: `The health endpoint of ${service.service} answers 503 (${service.stack})`,
      group: 'Health',
      how: 'switch',
      isOn: () => health.mannerOf(service) === 'failing',
      set: (on) => health.set(service, on ? 'failing' : 'by-tasks'),
    }));
}
