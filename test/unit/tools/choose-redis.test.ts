import { describe, expect, test } from 'vitest';
import { chooseRedis, chooseRedisServer, type Machine } from '../../../tools/redis/choose-redis.ts';

/** A machine without anything, plus what the test says. Programs are found in /bin. */
function machine(has: Partial<Omit<Machine, 'pathOf'>> & { readonly programs?: readonly string[] }): Machine {
  const { programs = [], ...facts } = has;
  return {
    redisUrl: undefined,
    isRoot: false,
    isDebianLike: false,
    dockerAnswers: async () => false,
    ...facts,
    pathOf: (program) => (programs.includes(program) ? `/bin/${program}` : undefined),
  };
}

const everything = machine({
  redisUrl: 'redis://127.0.0.1:6390',
  programs: ['redis-server', 'valkey-server', 'apt-get', 'brew', 'docker'],
  isRoot: true,
  isDebianLike: true,
  dockerAnswers: async () => true,
});

describe('the least intrusive way to a Redis wins', () => {
  test('a given server comes before all else', async () => {
    expect(await chooseRedis(everything)).toEqual({ kind: 'given', url: 'redis://127.0.0.1:6390' });
  });

  test('a server of one’s own never is the given one', async () => {
    expect(await chooseRedisServer(everything)).toEqual({ kind: 'program', path: '/bin/redis-server' });
  });

  test('Valkey will do where there is no Redis', async () => {
    const choice = await chooseRedis(machine({ programs: ['valkey-server', 'docker'] }));
    expect(choice).toEqual({ kind: 'program', path: '/bin/valkey-server' });
  });

  test('root on Debian or Ubuntu gets the package', async () => {
    const choice = await chooseRedis(machine({ programs: ['apt-get'], isRoot: true, isDebianLike: true }));
    expect(choice).toEqual({ kind: 'install-with-apt' });
  });

  test.each([
    { who: 'who is not root', isRoot: false, isDebianLike: true },
    { who: 'on another system that has an apt-get', isRoot: true, isDebianLike: false },
  ])('someone $who gets a container if an engine answers', async ({ isRoot, isDebianLike }) => {
    const programs = ['apt-get', 'docker'];
    const choice = await chooseRedis(
      machine({ programs, isRoot, isDebianLike, dockerAnswers: async () => true }),
    );
    expect(choice).toEqual({ kind: 'docker', docker: '/bin/docker' });
  });

  test('Homebrew comes before a container', async () => {
    const choice = await chooseRedis(
      machine({ programs: ['brew', 'docker'], dockerAnswers: async () => true }),
    );
    expect(choice).toEqual({ kind: 'install-with-homebrew', brew: '/bin/brew' });
  });
});

describe('where there is no way, the message names the ways a person can open', () => {
  async function message(has: Parameters<typeof machine>[0]): Promise<string> {
    const choice = await chooseRedis(machine(has));
    return choice.kind === 'none' ? choice.message : `not refused, but: ${choice.kind}`;
  }

  test('an empty machine: install Redis, install Docker, or set REDIS_URL', async () => {
    const said = await message({});
    expect(said).toContain('redis-server or valkey-server is on the PATH');
    expect(said).toContain('install Docker');
    expect(said).toContain('set REDIS_URL');
    expect(said).not.toContain('sudo');
  });

  test('a Docker client without an engine: start the engine', async () => {
    expect(await message({ programs: ['docker'] })).toContain('start the Docker engine');
  });

  test('Debian without root: the command to run with sudo', async () => {
    const said = await message({ programs: ['apt-get'], isDebianLike: true });
    expect(said).toContain('sudo apt-get install redis-server');
  });
});
