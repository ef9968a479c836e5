#!/usr/bin/env node
import { ruleFor } from './domain/fault/fault-table.ts';
import { unexpectedFault } from './domain/fault/outside-faults.ts';
import { processTerminal, type Terminal } from './wiring/command-line/terminal.ts';
import { redactorOfEnvironment } from './wiring/redactor.ts';
import type { Role } from './wiring/run-process.ts';

const USAGE = `usage: wheelhouse COMMAND

  bot | worker | all             run the Slack edge, the run engine, or both
  doctor                         look at Redis, Slack and every configured service; changes nothing
  check-config FILE              check a configuration file, every fault at once
  audit export                   print every entry of the audit as a line of JSON
  audit verify FILE [--head WHERE …]
                                 check an export, also against heads that were exported (a file, a folder,
                                 s3://BUCKET/PREFIX); names the first broken link
  audit repair --reason WHY [--out FOLDER]
                                 let a broken audit go on; what is there is kept
  discover --cluster NAME --region REGION
                                 read ECS with your own AWS identity, print the YAML of a stack
  manifest --url https://HOST    print the Slack app manifest for a bot at that address,
           --socket              or for one that connects to Slack itself (Socket Mode)
`;

type Command = (args: readonly string[], terminal: Terminal) => void | Promise<void>;

const help: Command = (_args, terminal) => terminal.print(USAGE);

const serve =
  (role: Role): Command =>
  async (args, terminal) =>
    (await import('./wiring/command-line/serve.ts')).serve(role)(args, terminal);

/** Each command loads what it needs when it is given: a worker starts sooner and smaller without the others'. */
const commands: Readonly<Record<string, Command>> = {
  bot: serve('bot'),
  worker: serve('worker'),
  all: serve('all'),
  doctor: async (...given) => (await import('./wiring/command-line/doctor.ts')).runDoctor(...given),
  'check-config': async (...given) =>
    (await import('./wiring/command-line/check-config.ts')).checkConfig(...given),
  audit: async (...given) => (await import('./wiring/command-line/audit.ts')).runAudit(...given),
  discover: async (...given) => (await import('./wiring/command-line/discover.ts')).runDiscover(...given),
  manifest: async (...given) => (await import('./wiring/command-line/manifest.ts')).printManifest(...given),
  help,
  '--help': help,
};

const terminal = processTerminal();

/** What nobody caught. Node.js would print the error with all that hangs on it, such as a command and its arguments. */
process.on('uncaughtException', (error: unknown) => {
  const fault = unexpectedFault('running', error, redactorOfEnvironment(process.env));
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  terminal.complain(`${ruleFor(fault).code}: ${fault.cause ?? ''}\n${stack}`);
  process.exit(1);
});

/** Slack's Socket Mode client rejects with nothing when it is stopped while it connects: that breaks nothing. */
process.on('unhandledRejection', (reason: unknown) => {
  if (reason !== undefined) throw reason instanceof Error ? reason : new Error(String(reason));
});

async function main([name = '', ...args]: readonly string[]): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) await command(args, terminal);
  else terminal.refuse(USAGE);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  terminal.complain(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
