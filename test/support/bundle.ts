import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
/** Their files are found by reading the folder, so each stays a file of its own. */
const FOLDERS = ['operations', 'remediations'];

/**
 * Bundles the sources with what they import into a folder, and answers the file to run. Tests start hundreds of
 * processes, and one that reads a dozen files instead of 1,500 begins with less than half of the processor time: the code is
 * the same.
 */
export async function bundleSources(folder: string): Promise<string> {
  const entries = await Promise.all(
    FOLDERS.map(async (name) =>
      (await readdir(join(SRC, 'jobs', name))).map((file): readonly [string, string] => [
        `${name}/${file.replace(/\.ts$/, '')}`,
        join(SRC, 'jobs', name, file),
      ]),
    ),
  );
  const bundle = await rolldown({
    input: Object.fromEntries([
      ['main', join(SRC, 'main.ts')],
      ['signature-thread', join(SRC, 'aws/sns/signature-thread.ts')],
      ...entries.flat(),
    ]),
    platform: 'node',
    preserveEntrySignatures: 'strict',
    logLevel: 'silent',
  });
  await bundle.write({ dir: folder, format: 'esm', sourcemap: false });
  await bundle.close();
  // Node takes a file of unnamed kind for CommonJS first, and compiles it twice.
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  return join(folder, 'main.js');
}
