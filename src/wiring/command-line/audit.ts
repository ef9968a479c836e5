import { parseArgs } from 'node:util';
import type { Terminal } from './terminal.ts';

const USAGE = `audit export                       every entry of the audit as a line of JSON, the oldest first
audit verify FILE [--head FILE]    check an export, and with --head that it holds what was exported as its head`;

/** `audit export` and `audit verify`: what the audit says, and whether anybody changed it. */
export async function runAudit(args: readonly string[], terminal: Terminal): Promise<void> {
  const options = { head: { type: 'string' } } as const;
  const read = (() => {
    try {
      return parseArgs({ args: [...args], options, allowPositionals: true });
    } catch {
      return undefined;
    }
  })();
  const [what, file, ...more] = read?.positionals ?? [];
  const head = read?.values.head;
  if (what === 'export' && file === undefined && head === undefined) return exportAll(terminal);
  if (what === 'verify' && file !== undefined && more.length === 0) return verify(terminal, file, head);
  terminal.refuse(`say one of\n${USAGE}`);
}

async function exportAll(terminal: Terminal): Promise<void> {
  const config = terminal.configured();
  if (!config) return;
  const { exportAudit } = await import('../audit-export.ts');
  const failed = await exportAudit(config, (text) => process.stdout.write(text));
  if (failed !== undefined) terminal.fail(failed);
}

async function verify(terminal: Terminal, path: string, headPath: string | undefined): Promise<void> {
  const text = terminal.readFile(path);
  if (text === undefined) return terminal.refuse(`${path} can't be read: check the path`);
  const headText = headPath === undefined ? undefined : terminal.readFile(headPath);
  if (headPath !== undefined && headText === undefined)
    return terminal.refuse(`${headPath} can't be read: check the path`);
  const { verified } = await import('../audit-verify.ts');
  const found = verified(text, headText);
  if (found.kind === 'wrong') return terminal.refuse(`${headPath ?? path}: ${found.why}`);
  if (found.kind === 'broken') return terminal.fail(`${path}: ${found.words}`);
  terminal.print(found.words);
}
