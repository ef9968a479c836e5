import type { Health, HealthProbe } from '../../../src/domain/ports/health-probe.ts';

/** The port without HTTP: what is answered at an address is what the test says. */
export interface FakeHealthProbe extends HealthProbe {
  set(url: string, health: Health): void;
}

/** Makes the fake; nobody answers at addresses of which nothing was said. */
export const fakeHealthProbe = (): FakeHealthProbe => {
  const answers = new Map<string, Health>();
  return {
    set: (url, health) => {
      answers.set(url, health);
    },
    get: async (url) => answers.get(url) ?? { kind: 'silent', why: 'connection refused' },
  };
};
