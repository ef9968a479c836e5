import { execFile } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Machine } from './choose-redis.ts';

const DOCKER_ANSWERS_WITHIN_MS = 5_000;

/** The machine this process runs on. */
export const thisMachine: Machine = {
  get redisUrl() {
    return process.env['REDIS_URL'] || undefined;
  },
  pathOf,
  get isRoot() {
    return process.getuid?.() === 0;
  },
  get isDebianLike() {
    try {
      return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
    } catch {
      return false;
    }
  },
  async dockerAnswers() {
    try {
      await promisify(execFile)('docker', ['version', '--format', '{{.Server.Version}}'], {
        timeout: DOCKER_ANSWERS_WITHIN_MS,
      });
      return true;
    } catch {
      return false;
    }
  },
};

/** The full path of a program on this machine's PATH, if it is there and may be run. */
export function pathOf(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program)).find(mayBeRun);
}

function mayBeRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
