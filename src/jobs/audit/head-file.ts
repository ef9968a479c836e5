import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ChainHead, readHead } from '../../domain/audit/chain.ts';
import type { AuditHeads } from '../../domain/ports/audit-heads.ts';

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The head in a file; undefined where there is no file. Throws on anything else. */
export const headIn = async (path: string): Promise<ChainHead | undefined> => {
  try {
    const head = readHead(await readFile(path, 'utf8'));
    if (!head) throw new Error(`${path} isn't an exported head: a file that a worker wrote`);
    return head;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

/** What was set aside stands beside the file: `audit-head.json.lost-1042.json`. */
const asideOf = (path: string, seq: number): string => `${path}.lost-${seq}.json`;

async function setAside(path: string): Promise<readonly string[]> {
  const names = await readdir(dirname(path)).catch(() => []);
  return names
    .filter((name) => name.startsWith(`${basename(path)}.lost-`))
    .map((name) => join(dirname(path), name));
}

/** The chain's newest place in a file: written beside it, made durable, then put in its place at once. */
export const headFile = (path: string): AuditHeads => ({
  read: () => headIn(path),
  async all() {
    const found = await Promise.all([path, ...(await setAside(path))].map(headIn));
    return found.flatMap((head) => (head ? [head] : []));
  },
  async setAside({ seq }) {
    // What stands there already was set aside first, and stays.
    await copyFile(path, asideOf(path, seq), constants.COPYFILE_EXCL).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
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
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
      return 'kept';
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  },
});
