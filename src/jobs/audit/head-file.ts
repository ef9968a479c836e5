import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ChainHead } from '../../domain/audit/chain.ts';
import type { AuditHeads } from '../../domain/ports/audit.ts';

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Reads a head as it is kept: JSON. Throws on anything else. */
export const headOf = (text: string): ChainHead => ChainHead.parse(JSON.parse(text));

/** The chain's newest place in a file: written beside it, made durable, then put in its place at once. */
export const headFile = (path: string): AuditHeads => ({
  async read() {
    try {
      return headOf(await readFile(path, 'utf8'));
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  },
  async write({ seq, hash }) {
    const beside = `${path}.${randomUUID()}.tmp`;
    try {
      const file = await open(beside, 'wx', 0o600);
      try {
        await file.writeFile(`${JSON.stringify({ seq, hash })}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, path);
      const folder = await open(dirname(path), 'r');
      await folder.sync().finally(() => folder.close());
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  },
});
