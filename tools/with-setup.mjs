/**
 * Runs a TypeScript file of this project on a machine that has only Node 20 or later and npm:
 *
 *   node tools/with-setup.mjs SCRIPT [ARGUMENT…]
 *
 * Installs the dependencies if need be, makes sure of Node 24, and runs SCRIPT with it. Plain JavaScript
 * without dependencies, because it runs before there are any.
 */
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureNode24 } from './setup/node24.mjs';
import { runScript } from './setup/run-script.mjs';
import { SetupError } from './setup/say.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  const [script, ...args] = process.argv.slice(2);
  if (script === undefined) throw new SetupError('usage: node tools/with-setup.mjs SCRIPT [ARGUMENT…]');
  await ensureDependencies(root);
  process.exitCode = await runScript(root, await ensureNode24(root), [script, ...args]);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`Set-up failed: ${error.message}`);
  process.exitCode = 1;
}
