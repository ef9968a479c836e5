#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Config } from './config/config.ts';
import { endpointFaults } from './config/environment.ts';
import { type ConfigFault, describeFaults, loadConfig, parseConfigFile } from './config/load.ts';
import { describeMode } from './config/mode.ts';
import { ruleFor } from './domain/fault/fault-table.ts';
import { unexpectedFault } from './domain/fault/outside-faults.ts';
import { redacted } from './domain/redaction/redacted.ts';
import type { ManifestTransport } from './wiring/manifest.ts';
import { redactorOf, redactorOfEnvironment } from './wiring/redactor.ts';
import { type Role, startProcess } from './wiring/run-process.ts';

const USAGE = `usage: wheelhouse COMMAND

  bot | worker | all             run the Slack edge, the run engine, or both
  doctor                         look at Redis, Slack and every configured service; changes nothing
  check-config FILE              check a configuration file, every fault at once
  discover --cluster NAME --region REGION
                                 read ECS with your own AWS identity, print the YAML of a stack
  manifest --url https://HOST    print the Slack app manifest for a bot at that address,
           --socket              or for one that connects to Slack itself (Socket Mode)
`;

/** Exit codes: 0 done, 1 it broke, 2 what you gave isn't right (nothing was started). */
const WRONG = 2;

/** Whatever is said on the terminal passes it. Once the configuration is read it knows what that names secret, too. */
let safe = redactorOfEnvironment(process.env);

const complain = (text: string): void => console.error(safe.text(text));

const read = (path: string): string => readFileSync(path, 'utf8');

function readOrUndefined(path: string): string | undefined {
  try {
    return read(path);
  } catch {
    return undefined;
  }
}

/** The configuration; undefined: it is faulty, which has been said. */
function configured(): Config | undefined {
  const loaded = loadConfig(process.env, read);
  if (!loaded.ok) {
    refuseFaults(loaded.fault);
    return undefined;
  }
  safe = redactorOf(loaded.value);
  return loaded.value;
}

/** A process that was told to stop may take this long; then it exits all the same, and the engine goes on elsewhere. */
async function run(role: Role): Promise<void> {
  const config = configured();
  if (!config) return;
  const { drain } = config.limits;
  const running = await startProcess(config, role);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), drain).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        complain(String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function refuse(why: string): void {
  complain(why);
  process.exitCode = WRONG;
}

/** Each part passes the redactor alone: a variable's name with its fault behind it looks like a secret's. */
function refuseFaults(faults: readonly ConfigFault[]): void {
  console.error(describeFaults(redacted(safe, faults)));
  process.exitCode = WRONG;
}

/** What `manifest` was told: exactly one of the two. */
function manifestTransport(url: string | undefined, socket: boolean): ManifestTransport | undefined {
  if (socket) return url === undefined ? { kind: 'socket' } : undefined;
  const isAddress = url !== undefined && URL.canParse(url) && url.startsWith('https://');
  return isAddress ? { kind: 'http', url: new URL(url) } : undefined;
}

async function main(args: readonly string[]): Promise<void> {
  const [command, ...rest] = args;
  switch (command) {
    case 'bot':
    case 'worker':
    case 'all':
      return run(command);
    case 'doctor': {
      const config = configured();
      if (!config) return;
      const { doctor } = await import('./wiring/doctor.ts');
      const findings = await doctor(config);
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
      if (!parsed.ok) return refuseFaults(parsed.fault);
      const { catalog, access } = parsed.value;
      console.log(safe.text(`${path} is fine: ${catalog.services.length} services.`));
      console.log(`mode ${describeMode(access.mode, access.mayStart.length)}`);
      return;
    }
    case 'discover': {
      const { DISCOVER_USAGE, discoverRequest } = await import('./wiring/discover/request.ts');
      if (rest.includes('--help')) {
        console.log(DISCOVER_USAGE);
        return;
      }
      const request = discoverRequest(rest);
      if (!request.ok) return refuse(request.fault);
      const faults = endpointFaults(process.env);
      if (faults.length > 0) return refuseFaults(faults);
      const { discoverYaml, whereToPut } = await import('./wiring/discover/command.ts');
      const yaml = await discoverYaml(request.value, complain);
      if (!yaml.ok) {
        complain(yaml.fault);
        process.exitCode = 1;
        return;
      }
      const path = process.env['WHEELHOUSE_CONFIG']?.trim() || 'wheelhouse.yaml';
      complain(whereToPut(request.value, path, readOrUndefined(path)));
      // Names in ECS and CloudWatch, no secrets: the redactor might take one for a secret, and the file would be wrong.
      process.stdout.write(yaml.value);
      return;
    }
    case 'manifest': {
      const options = { url: { type: 'string' }, socket: { type: 'boolean' } } as const;
      const { url, socket } = parseArgs({ args: rest, options }).values;
      const transport = manifestTransport(url, socket ?? false);
      if (transport === undefined) {
        return refuse(
          'manifest needs --url https://HOST, the address at which Slack reaches the bot, or --socket for Socket Mode',
        );
      }
      const { manifest } = await import('./wiring/manifest.ts');
      console.log(JSON.stringify(manifest(transport), null, 2));
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

/** What nobody caught. Node.js would print the error with all that hangs on it, such as a command and its arguments. */
process.on('uncaughtException', (error: unknown) => {
  const fault = unexpectedFault('running', error, safe);
  complain(
    `${ruleFor(fault).code}: ${fault.cause ?? ''}\n${error instanceof Error ? (error.stack ?? '') : ''}`,
  );
  process.exit(1);
});

main(process.argv.slice(2)).catch((error: unknown) => {
  complain(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
