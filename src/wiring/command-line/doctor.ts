import type { Terminal } from './terminal.ts';

/** `doctor`: what it finds, a line each; exits 1 where something is at fault. */
export async function runDoctor(_args: readonly string[], terminal: Terminal): Promise<void> {
  const config = terminal.configured();
  if (!config) return;
  const { doctor } = await import('../doctor.ts');
  const findings = await doctor(config);
  for (const { level, what, mend } of findings) {
    terminal.print(`${level.padEnd(5)} ${what}${mend === undefined ? '' : `\n      → ${mend}`}`);
  }
  // Connections that were looked at would keep the process alive.
  process.exit(findings.some(({ level }) => level === 'fault') ? 1 : 0);
}
