/**
 * `npm run verify`: every check of the code that isn't a test, one line each. All of them run, even after
 * one has failed; the exit code is 0 only if all are content.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Check = { readonly name: string; readonly command: readonly [string, ...string[]] };

/**
 * TypeScript 7, several times as fast as the one in JavaScript, which stays for the check of imports: its maker needs the old
 * one's API. Two packages have a program of this name, so it is called by its path.
 */
const TSC = ['node', 'node_modules/typescript-native/bin/tsc'] as const;

process.exitCode = await main();

async function main(): Promise<number> {
  const buildFolder = await mkdtemp(join(tmpdir(), 'wheelhouse-build-'));
  try {
    let failures = 0;
    for (const check of checks(buildFolder)) {
      if (!(await passes(check))) failures += 1;
    }
    return failures === 0 ? 0 : 1;
  } finally {
    await rm(buildFolder, { recursive: true, force: true });
  }
}

function checks(buildFolder: string): readonly Check[] {
  const folders = ['src', 'sandbox', 'test', 'tools', 'bench', 'infra'].filter((folder) =>
    existsSync(folder),
  );
  return [
    { name: 'format and lint', command: ['biome', 'check', '.'] },
    { name: 'types', command: [...TSC, '-p', 'tsconfig.json'] },
    { name: 'types of the sandbox page', command: [...TSC, '-p', 'sandbox/page/public'] },
    { name: 'lint with types', command: ['oxlint', '--type-aware', '--report-unused-disable-directives'] },
    { name: 'imports', command: ['depcruise', ...folders] },
    { name: 'unused code', command: ['knip'] },
    { name: 'build', command: [...TSC, '-p', 'tsconfig.build.json', '--outDir', buildFolder] },
  ];
}

/** Runs a check and prints `ok name 1.2 s`, or `FAILED name` and what the tool said. */
async function passes({ name, command }: Check): Promise<boolean> {
  const start = performance.now();
  const { code, output } = await run(command);
  if (code === 0) console.log(`ok ${name} ${((performance.now() - start) / 1000).toFixed(1)} s`);
  else console.log(`FAILED ${name} (${command.join(' ')})\n${output.trimEnd()}`);
  return code === 0;
}

function run([program, ...args]: Check['command']): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
