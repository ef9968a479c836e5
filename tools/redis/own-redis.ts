/** A Redis server that belongs to whoever started it. `url`, port and data stay the same over a restart. */
export type OwnRedis = {
  /** `redis://127.0.0.1:PORT` */
  readonly url: string;
  /** The server's process id while it runs on this machine; undefined when it is down or in a container. */
  readonly pid: number | undefined;
  /** Ends it without warning, as a crash would. Resolves when it is gone. Its data stays. */
  kill(): Promise<void>;
  /** Starts it on its port and data, ending it in order first if it runs. Resolves when it answers. */
  restart(): Promise<void>;
  /** Ends it in order and removes what was made for it. May be called again. */
  stop(): Promise<void>;
};

/** How often Redis brings its append-only file to the disk. The product's promises need `always`. */
export type AppendFsync = 'always' | 'everysec' | 'no';

/** What differs between servers of ours. */
export type RedisSettings = {
  /** On 127.0.0.1. */
  readonly port: number;
  readonly appendfsync: AppendFsync;
  /** An existing folder for the data, which is never removed; a temporary one if undefined. */
  readonly dir: string | undefined;
};

/** The arguments every server of ours runs with: all writes in the append-only file, nothing evicted. */
export function serverArguments(settings: RedisSettings): readonly string[] {
  return [
    ...['--save', ''],
    ...['--appendonly', 'yes', '--appendfsync', settings.appendfsync],
    ...['--maxmemory-policy', 'noeviction'],
  ];
}
