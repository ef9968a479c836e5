#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeFaults, loadConfig, parseConfigFile } from './config/load.ts';
import { manifest } from './wiring/manifest.ts';
import { type Role, startProcess } from './wiring/run-process.ts';

const USAGE = `usage: wheelhouse COMMAND

  bot | worker | all             run the Slack edge, the run engine, or both
  doctor                         look at Redis, Slack and every configured service; changes nothing
  check-config FILE              check a configuration file, every fault at once
  manifest --url https://HOST    print the Slack app manifest for a bot at that address
`;

/** Exit codes: 0 done, 1 it broke, 2 what you gave isn't right (nothing was started). */
const WRONG = 2;

const read = (path: string): string => readFileSync(path, 'utf8');

function readOrUndefined(path: string): string | undefined {
  try {
    return read(path);
  } catch {
    return undefined;
  }
}

/** A process that was told to stop may take this long; then it exits all the same, and the engine goes on elsewhere. */
async function run(role: Role): Promise<void> {
  const loaded = loadConfig(process.env, read);
  if (!loaded.ok) return refuse(describeFaults(loaded.fault));
  const { drain } = loaded.value.limits;
  const running = await startProcess(loaded.value, role);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), drain).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function refuse(why: string): void {
  console.error(why);
  process.exitCode = WRONG;
}

async function main(args: readonly string[]): Promise<void> {
  const [command, ...rest] = args;
  switch (command) {
    case 'bot':
    case 'worker':
    case 'all':
      return run(command);
    case 'doctor': {
      const loaded = loadConfig(process.env, read);
      if (!loaded.ok) return refuse(describeFaults(loaded.fault));
      const { doctor } = await import('./wiring/doctor.ts');
      const findings = await doctor(loaded.value);
      for (const { level, what, mend } of findings) {
        console.log(`${level.padEnd(5)} ${what}${mend === undefined ? '' : `\n      → ${mend}`}`);
      }
      process.exit(findings.some(({ level }) => level === 'fault') ? 1 : 0);
      return;
    }
    case 'check-config': {
      const [path] = rest;
      if (path === undefined) return refuse(USAGE);
      const text = readOrUndefined(path);
      if (text === undefined) return refuse(`${path} can't be read: check the path`);
      const parsed = parseConfigFile(text, path);
      if (!parsed.ok) return refuse(describeFaults(parsed.fault));
      console.log(`${path} is fine: ${parsed.value.catalog.services.length} services.`);
      return;
    }
    case 'manifest': {
      const { url } = parseArgs({ args: rest, options: { url: { type: 'string' } } }).values;
      if (url === undefined || !URL.canParse(url) || !url.startsWith('https://')) {
        return refuse('manifest needs --url https://HOST, the address at which Slack reaches the bot');
      }
      console.log(JSON.stringify(manifest(new URL(url)), null, 2));
      return;
    }
    case 'help':
    case '--help':
      console.log(USAGE);
      return;
    default:
      return refuse(USAGE);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
