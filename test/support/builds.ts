import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Below node_modules, so that a build finds the dependencies; git doesn't see it. */
const BUILDS = join(ROOT, 'node_modules', '.cache', 'wheelhouse-builds');

/** A build of its own, made by the same `tsc` as a release. */
export interface Build {
  /** Its `main.js`. */
  readonly main: string;
  remove(): Promise<void>;
}

/** Copies the sources, lets `change` edit the copy, and builds it. */
export async function build(change: (source: string) => Promise<void>): Promise<Build> {
  await mkdir(BUILDS, { recursive: true });
  const folder = await mkdtemp(join(BUILDS, 'build-'));
  await cp(join(ROOT, 'src'), join(folder, 'src'), { recursive: true });
  for (const file of ['tsconfig.json', 'tsconfig.build.json', 'package.json'])
    await cp(join(ROOT, file), join(folder, file));
  await change(join(folder, 'src'));
  const tsc = join(ROOT, 'node_modules', 'typescript-native', 'bin', 'tsc');
  await promisify(execFile)(process.execPath, [tsc, '-p', join(folder, 'tsconfig.build.json')]);
  return {
    main: join(folder, 'dist', 'main.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Replaces a text in a file; throws where it isn't there, so that a test can't pass by changing nothing. */
export async function edit(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} doesn't hold ${JSON.stringify(from)}`);
  await writeFile(path, text.replaceAll(from, to));
}
