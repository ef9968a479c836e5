import type { Redis } from 'ioredis';
import type { Finding } from '../../domain/finding.ts';

const infoField = (info: string, field: string): string | undefined =>
  new RegExp(`^${field}:(.*)$`, 'm').exec(info)?.[1]?.trim();

/**
 * Whether a Redis keeps what it is given. Read from INFO, which managed services allow where CONFIG is denied.
 * Eviction would destroy waiting runs; without an append-only file a restart forgets what was acknowledged.
 * Throws where Redis can't be asked.
 */
export async function redisFindings(redis: Redis, host: string): Promise<readonly Finding[]> {
  const info = await redis.info();
  const policy = infoField(info, 'maxmemory_policy') ?? 'unknown';
  const appendOnly = infoField(info, 'aof_enabled') === '1';
  const version = infoField(info, 'redis_version') ?? '0';
  const fsync = await redis.config('GET', 'appendfsync').then(
    (answer) => String(Array.isArray(answer) ? answer[1] : Object.values(answer ?? {})[0]),
    () => 'unknown',
  );
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const modern = major > 6 || (major === 6 && minor >= 2);
  return [
    modern
      ? { level: 'ok', what: `Redis ${version}` }
      : { level: 'fault', what: `Redis ${version}`, mend: 'use 6.2 or later' },
    policy === 'noeviction'
      ? { level: 'ok', what: 'Redis evicts nothing' }
      : {
          level: 'fault',
          what: `Redis's maxmemory-policy is ${policy}: waiting runs can be destroyed`,
          mend: 'set maxmemory-policy noeviction',
        },
    durability(appendOnly, fsync, host),
  ];
}

function durability(appendOnly: boolean, fsync: string, host: string): Finding {
  if (host.endsWith('.cache.amazonaws.com')) {
    return {
      level: 'weak',
      what: 'ElastiCache fails over to a replica that may lack the last acknowledged writes',
      mend: 'use MemoryDB, or a Redis with appendonly yes and appendfsync always',
    };
  }
  if (!appendOnly) {
    return {
      level: 'fault',
      what: 'Redis keeps no append-only file: a restart forgets runs',
      mend: 'set appendonly yes and appendfsync always',
    };
  }
  return fsync === 'everysec' || fsync === 'no'
    ? {
        level: 'weak',
        what: `Redis's appendfsync is ${fsync}: a crash can forget the last second`,
        mend: 'set appendfsync always',
      }
    : { level: 'ok', what: `Redis keeps an append-only file (appendfsync ${fsync})` };
}
