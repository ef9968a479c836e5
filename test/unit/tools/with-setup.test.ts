import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const NODE_24 = `ln -sf ${process.execPath} node_modules/.bin/node`;
const NODE_20 = `printf '#!/bin/sh\\necho v20.0.0\\n' > node_modules/.bin/node; chmod +x node_modules/.bin/node`;
const INSTALL = 'mkdir -p node_modules/.bin; cp package-lock.json node_modules/.package-lock.json';

/** A fresh clone of a small project, on a machine whose npm does what the test says. */
let clone: string;

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'wheelhouse-clone-'));
  await cp('tools/with-setup.mjs', join(clone, 'tools/with-setup.mjs'));
  await cp('tools/setup', join(clone, 'tools/setup'), { recursive: true });
  await writeFile(join(clone, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(clone, 'script.ts'),
    'const code: number = Number(process.argv[2]); process.exit(code);',
  );
  await lock({
    'node_modules/left': { version: '1.0.0' },
    'node_modules/mac': { version: '1.0.0', optional: true },
  });
});
afterEach(() => rm(clone, { recursive: true }));

async function lock(packages: Record<string, { version: string; optional?: true }>): Promise<void> {
  await writeFile(join(clone, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }));
}

async function npmDoes(commands: { readonly ci: string; readonly rebuild?: string }): Promise<void> {
  await mkdir(join(clone, 'machine'), { recursive: true });
  const npm = join(clone, 'machine', 'npm');
  await writeFile(
    npm,
    `#!/bin/sh\necho "$1" >> calls\ncase "$1" in\nci) ${commands.ci} ;;\nrebuild) ${commands.rebuild ?? 'true'} ;;\nesac\n`,
  );
  await chmod(npm, 0o755);
}

async function npmCalls(): Promise<readonly string[]> {
  const calls = await readFile(join(clone, 'calls'), 'utf8').catch(() => '');
  return calls.split('\n').filter((line) => line !== '');
}

function withSetup(...args: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const PATH = [join(clone, 'machine'), dirname(process.execPath), process.env['PATH']].join(':');
    const child = execFile(
      process.execPath,
      ['tools/with-setup.mjs', ...args],
      { cwd: clone, env: { ...process.env, PATH } },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, said: stdout + stderr }),
    );
  });
}

describe('the first run on a fresh clone', () => {
  test('installs, says so, and runs the script with its arguments and exit code', async () => {
    await npmDoes({ ci: `${INSTALL}; ${NODE_24}` });
    const { code, said } = await withSetup('script.ts', '7');
    expect(code).toBe(7);
    expect(said).toMatch(
      /^Set-up: installing the dependencies.*\nSet-up: dependencies installed in \d+\.\d s\.\n$/,
    );
  });

  test('shows what npm said if the installation fails, and does not run the script', async () => {
    await npmDoes({ ci: 'echo the registry is away; exit 1' });
    const { code, said } = await withSetup('script.ts', '7');
    expect(code).toBe(1);
    expect(said).toContain('npm ci failed:\nthe registry is away');
  });

  test('a lock file that is missing stops it with the way to get it back', async () => {
    await rm(join(clone, 'package-lock.json'));
    const { code, said } = await withSetup('script.ts', '7');
    expect(code).toBe(1);
    expect(said).toContain('git checkout package-lock.json');
  });
});

describe('later runs', () => {
  beforeEach(async () => {
    await npmDoes({ ci: `${INSTALL}; ${NODE_24}` });
    await withSetup('script.ts', '0');
  });

  test('install nothing and say nothing', async () => {
    expect(await withSetup('script.ts', '0')).toEqual({ code: 0, said: '' });
    expect(await npmCalls()).toEqual(['ci']);
  });

  test('do not miss an optional package, which may be for another platform', async () => {
    const installed = { packages: { 'node_modules/left': { version: '1.0.0' } } };
    await writeFile(join(clone, 'node_modules/.package-lock.json'), JSON.stringify(installed));
    await withSetup('script.ts', '0');
    expect(await npmCalls()).toEqual(['ci']);
  });

  test.each([
    { change: 'a package has another version', packages: { 'node_modules/left': { version: '1.1.0' } } },
    {
      change: 'a package was added',
      packages: { 'node_modules/left': { version: '1.0.0' }, 'node_modules/new': { version: '1.0.0' } },
    },
    { change: 'a package was dropped', packages: {} },
  ])('install again when $change in the lock file', async ({ packages }) => {
    await lock(packages);
    const { code, said } = await withSetup('script.ts', '0');
    expect(code).toBe(0);
    expect(said).toContain('renewing the dependencies');
    expect(await npmCalls()).toEqual(['ci', 'ci']);
  });

  test('install again after an installation that was cut off', async () => {
    await rm(join(clone, 'node_modules/.package-lock.json'));
    await withSetup('script.ts', '0');
    expect(await npmCalls()).toEqual(['ci', 'ci']);
  });
});

describe('where npm did not bring Node 24', () => {
  test.each([
    { state: 'is missing', before: 'true' },
    { state: 'has another version', before: NODE_20 },
  ])('and it $state, its install script is run by itself', async ({ before }) => {
    await npmDoes({ ci: `${INSTALL}; ${before}`, rebuild: NODE_24 });
    const { code, said } = await withSetup('script.ts', '5');
    expect(code).toBe(5);
    expect(said).toMatch(/Node v24\.\S+ fetched/);
    expect(await npmCalls()).toEqual(['ci', 'rebuild']);
  });

  test('and cannot, the person is told what to do, and the script is not run', async () => {
    await npmDoes({ ci: `${INSTALL}; ${NODE_20}`, rebuild: 'echo scripts are off' });
    const { code, said } = await withSetup('script.ts', '5');
    expect(code).toBe(1);
    expect(said).toContain('scripts are off');
    expect(said).toMatch(/is v20\.0\.0\.\nTry by hand: npm rebuild node/);
  });
});
