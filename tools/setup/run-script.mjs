import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * Runs a script with the given Node in front of the person: same terminal, signals passed on. Resolves to
 * its exit code, or to 128 + n if signal n ended it.
 */
export function runScript(root, node, args) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  const script = spawn(node, args, { cwd: root, env: { ...process.env, PATH: path }, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => script.kill(signal));
  return new Promise((resolve, reject) => {
    script.on('error', reject);
    script.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
