/**
 * `npm test`: brings up one Redis for all tests and finds a Chromium, runs Vitest, and ends with a line such as
 * `12 passed, 0 failed`. Arguments go to Vitest: `npm test -- --project unit test/unit/domain`.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../tools/browser/find-chromium.ts';
import { useRedis } from '../tools/redis/start-redis.ts';
import { closingLine, passedAtLast, type Tally, tallyOf } from '../tools/test-tally.ts';
import { bundleSources } from './support/bundle.ts';

const VITEST_STOPS_WITHIN_MS = 10_000;

type StopSignal = 'SIGINT' | 'SIGTERM';

/** What a person's Ctrl-C or a SIGTERM does at this moment; the first one is remembered. */
let stoppedBy: StopSignal | undefined;
let onStop: (signal: StopSignal) => void = () => undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stoppedBy ??= signal;
    onStop(signal);
  });
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'wheelhouse-test-'));
  try {
    const chromium = needsBrowser(args) ? await findChromium(console.log) : undefined;
    const redis = await useRedis();
    try {
      const reportFile = join(folder, 'report.json');
      // Tests start hundreds of processes of the same sources: each compiles what none before it has.
      const compiled = join(folder, 'compiled');
      const code = await runVitest(args, reportFile, {
        REDIS_URL: redis.url,
        CHROMIUM: chromium,
        NODE_COMPILE_CACHE: compiled,
        WHEELHOUSE_MAIN: await bundleSources(join(folder, 'bundle')),
      });
      return conclude(code, await readTally(reportFile));
    } finally {
      await redis.stop();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return conclude(1, undefined);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Prints the closing line; the exit code is 0 only if Vitest was content and at least one test passed. */
function conclude(vitestCode: number, tally: Tally = { passed: 0, failed: 0, skipped: 0 }): number {
  if (stoppedBy !== undefined) console.log(`The run was stopped by ${stoppedBy}.`);
  else if (vitestCode !== 0 && tally.failed === 0) console.log('No test failed, but the run did: see above.');
  if (vitestCode === 0 && tally.passed === 0) console.log('No test ran.');
  console.log(closingLine(tally));
  if (vitestCode !== 0) return vitestCode;
  return tally.failed > 0 || tally.passed === 0 ? 1 : 0;
}

/** Whether a part of the tests was asked for that may hold some in a browser: nothing is installed for the others. */
function needsBrowser(args: readonly string[]): boolean {
  return args.length === 0 || args.some((arg) => /e2e|contract|browser|page/.test(arg));
}

/** Runs Vitest in the foreground. Resolves to its exit code, or to 128 + n if signal n stopped the run. */
async function runVitest(
  args: readonly string[],
  reportFile: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  if (stoppedBy !== undefined) return exitCodeOf(stoppedBy);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  onStop = (signal) => {
    vitest.kill(signal);
    setTimeout(() => vitest.kill('SIGKILL'), VITEST_STOPS_WITHIN_MS).unref();
  };
  return await new Promise((resolve, reject) => {
    vitest.on('error', reject);
    vitest.on('exit', (code, endedBy) => {
      const by = stoppedBy ?? endedBy;
      resolve(by === null ? (code ?? 1) : exitCodeOf(by));
    });
  });
}

function exitCodeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

async function readTally(reportFile: string): Promise<Tally | undefined> {
  const report = await readFile(reportFile, 'utf8').catch(() => undefined);
  if (report === undefined) return undefined;
  for (const one of passedAtLast(report)) console.log(one);
  return tallyOf(report);
}
