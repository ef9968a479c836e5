import { parseArgs } from 'node:util';
import type { Terminal } from './terminal.ts';

const USAGE = `audit export                       every entry of the audit as a line of JSON, the oldest first
audit verify FILE [--head WHERE …] check an export, and with --head that it holds what was exported as its heads:
                                   a file, a folder, or s3://BUCKET/PREFIX
audit repair --reason WHY [--out FOLDER]
                                   let a broken chain go on; what is there is kept, and written to a file of FOLDER`;

const OPTIONS = {
  head: { type: 'string', multiple: true },
  reason: { type: 'string' },
  out: { type: 'string' },
} as const;

/** `audit export`, `audit verify`, `audit repair`: what the audit says, and whether anybody changed it. */
export async function runAudit(args: readonly string[], terminal: Terminal): Promise<void> {
  const read = parsed(args);
  const [what, file, ...more] = read?.positionals ?? [];
  const { head: heads, reason, out } = read?.values ?? {};
  const isPlain = heads === undefined && reason === undefined && out === undefined;
  if (what === 'export' && file === undefined && isPlain) return exportAll(terminal);
  if (
    what === 'verify' &&
    file !== undefined &&
    more.length === 0 &&
    reason === undefined &&
    out === undefined
  )
    return verify(terminal, file, heads ?? []);
  if (what === 'repair' && file === undefined && heads === undefined && reason !== undefined)
    return repair(terminal, reason.trim(), out ?? '.');
  terminal.refuse(`say one of\n${USAGE}`);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch {
    return undefined;
  }
}

async function exportAll(terminal: Terminal): Promise<void> {
  const config = terminal.configured();
  if (!config) return;
  const { exportAudit } = await import('../audit-export.ts');
  const failed = await exportAudit(config, (text) => process.stdout.write(text));
  if (failed !== undefined) terminal.fail(failed);
}

async function verify(terminal: Terminal, path: string, places: readonly string[]): Promise<void> {
  const text = terminal.readFile(path);
  if (text === undefined) return terminal.refuse(`${path} can't be read: check the path`);
  const { headsNamed } = await import('../audit-heads.ts');
  const { environment } = terminal;
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  const read = await Promise.all(places.map((where) => headsNamed(where, region)));
  for (const one of read) if (!one.ok) return terminal.refuse(one.fault);
  const { verified } = await import('../audit-verify.ts');
  const found = verified(
    text,
    read.flatMap((one) => (one.ok ? one.value : [])),
  );
  if (found.kind === 'broken') return terminal.fail(`${path}: ${found.words}`);
  if (found.kind === 'repaired') return terminal.warn(`${path}: ${found.words}`);
  terminal.print(found.words);
}

async function repair(terminal: Terminal, reason: string, folder: string): Promise<void> {
  if (reason === '') return terminal.refuse('say why with --reason: it stands in the audit for good');
  const config = terminal.configured();
  if (!config) return;
  const { mendAudit } = await import('../audit-repair.ts');
  const done = await mendAudit(config, reason, folder);
  switch (done.kind) {
    case 'failed':
      return terminal.fail(`the audit was not repaired: ${done.why}`);
    case 'whole':
      return terminal.print(done.words);
    case 'mended': {
      const { found, file, entry, announced } = done;
      const where =
        announced.length === 0 ? 'nowhere: no channel is configured' : `in ${announced.join(', ')}`;
      terminal.print(`found: ${found}\nwhat was there is in ${file}: keep it, it is the proof`);
      terminal.print(`repaired: the audit goes on with entry ${entry.seq}; announced ${where}`);
    }
  }
}
