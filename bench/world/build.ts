import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let built: Promise<string> | undefined;

/**
 * Builds the product once, as `npm run build` does, and answers the path of its main module: what is measured is what
 * is deployed, not the sources. Rejects with what the compiler says.
 */
export function builtMain(): Promise<string> {
  built ??= build().then(() => `${ROOT}dist/main.js`);
  return built;
}

function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [`${ROOT}node_modules/typescript-native/bin/tsc`, '-p', 'tsconfig.build.json'],
      {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the product can't be built:\n${said.trim()}`));
    });
  });
}
