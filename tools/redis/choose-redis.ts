/** What can be asked about the machine. A port, so that the choice can be tried on machines we don't have. */
export type Machine = {
  /** The value of `REDIS_URL`, if set and not empty. */
  readonly redisUrl: string | undefined;
  /** The full path of a program on the PATH. */
  pathOf(program: string): string | undefined;
  readonly isRoot: boolean;
  /** Debian, Ubuntu, or a relative that installs packages with apt. */
  readonly isDebianLike: boolean;
  /** True only if the engine answers: the docker client alone runs nothing. */
  dockerAnswers(): Promise<boolean>;
};

/** A program that speaks Redis, by its full path. */
export type RedisProgram = { readonly kind: 'program'; readonly path: string };

/** Where a Redis server of one's own can come from. */
export type RedisServerChoice =
  | RedisProgram
  | { readonly kind: 'install-with-apt' }
  | { readonly kind: 'install-with-homebrew'; readonly brew: string }
  | { readonly kind: 'docker'; readonly docker: string }
  | { readonly kind: 'none'; readonly message: string };

/** Where Redis can come from: a server somebody gave, or one of one's own. */
export type RedisChoice = { readonly kind: 'given'; readonly url: string } | RedisServerChoice;

/**
 * Decides where Redis comes from, the least intrusive way first: a server that was given, a program that is
 * there, a package, a container. Looks, but changes nothing.
 */
export async function chooseRedis(machine: Machine): Promise<RedisChoice> {
  if (machine.redisUrl !== undefined) return { kind: 'given', url: machine.redisUrl };
  return await chooseRedisServer(machine);
}

/** The same choice for a server of one's own: `REDIS_URL` plays no part. */
export async function chooseRedisServer(machine: Machine): Promise<RedisServerChoice> {
  const program = machine.pathOf('redis-server') ?? machine.pathOf('valkey-server');
  if (program !== undefined) return { kind: 'program', path: program };

  const apt = machine.isDebianLike && machine.pathOf('apt-get') !== undefined;
  if (apt && machine.isRoot) return { kind: 'install-with-apt' };

  const brew = machine.pathOf('brew');
  if (brew !== undefined) return { kind: 'install-with-homebrew', brew };

  const docker = machine.pathOf('docker');
  if (docker !== undefined && (await machine.dockerAnswers())) return { kind: 'docker', docker };

  return { kind: 'none', message: choices(apt, docker !== undefined) };
}

function choices(apt: boolean, dockerClient: boolean): string {
  return [
    'There is no Redis server, and this machine offers no way to get one without you. Choose one:',
    `- install it, so that redis-server or valkey-server is on the PATH${apt ? ': sudo apt-get install redis-server' : ''}`,
    `- ${dockerClient ? 'start the Docker engine: its client is here, but no engine answers' : 'install Docker and start its engine'}`,
    '- set REDIS_URL to a server that may be used, such as redis://127.0.0.1:6379',
  ].join('\n');
}
