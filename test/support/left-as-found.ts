import { afterAll, vi } from 'vitest';

/**
 * Files are run one after the other in the same process, which spares reading the same modules hundreds of times. What
 * one sets in the environment or in Vitest's configuration ends with it.
 */
const found = { ...process.env };

afterAll(() => {
  vi.resetConfig();
  for (const name of Object.keys(process.env)) if (!(name in found)) delete process.env[name];
  Object.assign(process.env, found);
});
