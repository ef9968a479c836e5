import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runNpm } from './npm.mjs';
import { SetupError, say, secondsSince } from './say.mjs';

/**
 * Makes node_modules hold what package-lock.json asks for. Does nothing when it does already; otherwise
 * runs `npm ci`, whose output is shown only if it fails.
 */
export async function ensureDependencies(root) {
  const locked = await packagesIn(join(root, 'package-lock.json'));
  if (locked === undefined) {
    throw new SetupError(
      'package-lock.json is missing or damaged. Restore it: git checkout package-lock.json',
    );
  }
  const installed = await packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (installed !== undefined && holdsWhatIsLocked(installed, locked)) return;

  say(
    `${installed === undefined ? 'installing' : 'renewing'} the dependencies with npm ci (about half a minute) …`,
  );
  const start = performance.now();
  const { code, output } = await runNpm(root, ['ci', '--loglevel=error']);
  if (code !== 0) throw new SetupError(`npm ci failed:\n${output}`);
  say(`dependencies installed in ${secondsSince(start)}.`);
}

/**
 * True if the installed packages are the locked ones. Packages for other platforms are optional and may
 * be absent. Compares with the record npm itself writes last, so an interrupted install never counts.
 */
function holdsWhatIsLocked(installed, locked) {
  for (const [folder, wanted] of Object.entries(locked)) {
    if (folder === '') continue;
    const found = installed[folder];
    if (found === undefined && (wanted.optional || wanted.devOptional)) continue;
    if (found?.version !== wanted.version || found?.integrity !== wanted.integrity) return false;
  }
  return Object.keys(installed).every((folder) => folder in locked);
}

/** The packages a lock file lists by folder, or undefined if there is no readable one. */
async function packagesIn(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
