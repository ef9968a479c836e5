import { fileURLToPath } from 'node:url';

/** The file that a Wheelhouse process runs: the sources, unless `WHEELHOUSE_MAIN` names a build of them. */
export function mainFile(): string {
  const { WHEELHOUSE_MAIN: build } = process.env;
  return build ?? fileURLToPath(new URL('../../src/main.ts', import.meta.url));
}
