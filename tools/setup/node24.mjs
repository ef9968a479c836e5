import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { runNpm } from './npm.mjs';
import { SetupError, say, secondsSince } from './say.mjs';

/**
 * The path of the Node 24 which the npm package `node` brings, proved by running it. That package fetches
 * the program in an install script; where install scripts are off, this runs that one script.
 */
export async function ensureNode24(root) {
  const node = join(root, 'node_modules', '.bin', 'node');
  if (isNode24(await versionOf(node))) return node;

  say('fetching Node 24: npm has not run the install script of the package "node" …');
  const start = performance.now();
  const rebuild = ['rebuild', 'node', '--foreground-scripts', '--ignore-scripts=false'];
  const { output } = await runNpm(root, rebuild);
  const version = await versionOf(node);
  if (isNode24(version)) {
    say(`Node ${version} fetched in ${secondsSince(start)}.`);
    return node;
  }
  throw new SetupError(
    `${output}\nNode 24 is needed, but ${node} ${version ? `is ${version}` : 'does not run'}.\n` +
      `Try by hand: npm ${rebuild.join(' ')}\n` +
      'It must be able to reach the npm registry and to run the install script of the package "node".',
  );
}

function isNode24(version) {
  return version?.startsWith('v24.') ?? false;
}

/** What `node --version` prints, or undefined if the program does not run. */
function versionOf(node) {
  return new Promise((resolve) => {
    execFile(node, ['--version'], (error, stdout) => resolve(error ? undefined : stdout.trim()));
  });
}
