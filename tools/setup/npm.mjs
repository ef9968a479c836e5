import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

/**
 * Runs npm in `root` and keeps what it prints. Resolves to its exit code and output; never rejects.
 * npm runs on the machine's own Node: the one in node_modules may be replaced while npm works.
 */
export function runNpm(root, args) {
  const ownPrograms = join(root, 'node_modules', '.bin');
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ownPrograms);
  return new Promise((resolve) => {
    let output = '';
    const keep = (chunk) => {
      output += chunk;
    };
    const npm = spawn('npm', args, {
      cwd: root,
      env: { ...process.env, PATH: path.join(delimiter) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    npm.stdout.on('data', keep);
    npm.stderr.on('data', keep);
    npm.on('error', (error) => resolve({ code: 1, output: `npm could not be started: ${error.message}` }));
    npm.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
