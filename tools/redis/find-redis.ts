import { chooseRedis, chooseRedisServer, type RedisProgram, type RedisServerChoice } from './choose-redis.ts';
import { installRedisWithApt, installRedisWithHomebrew } from './install-redis.ts';
import { pathOf, thisMachine } from './this-machine.ts';

/** What a server of one's own is started from. */
export type RedisServerSource = RedisProgram | { readonly kind: 'docker'; readonly docker: string };

/** Where Redis comes from, after looking and, if need be, installing. */
export type RedisSource = { readonly kind: 'given'; readonly url: string } | RedisServerSource;

/** Tells a person one short line. */
export type Say = (line: string) => void;

/**
 * Finds Redis: `REDIS_URL` if set, else a server program, which is installed if there is none; says so.
 * Throws an error that names the choices if this machine offers no way.
 */
export async function findRedis(say: Say = console.log): Promise<RedisSource> {
  const choice = await chooseRedis(thisMachine);
  return choice.kind === 'given' ? choice : await makeReady(choice, say);
}

/** The same for a server of one's own, which a test may stop and kill: `REDIS_URL` plays no part. */
export async function findRedisServer(say: Say = console.log): Promise<RedisServerSource> {
  return await makeReady(await chooseRedisServer(thisMachine), say);
}

async function makeReady(choice: RedisServerChoice, say: Say): Promise<RedisServerSource> {
  switch (choice.kind) {
    case 'program':
    case 'docker':
      return choice;
    case 'none':
      throw new Error(choice.message);
    case 'install-with-apt':
      return await install('apt-get install redis-server', installRedisWithApt, say);
    case 'install-with-homebrew':
      return await install('brew install redis', () => installRedisWithHomebrew(choice.brew), say);
  }
}

async function install(command: string, action: () => Promise<void>, say: Say): Promise<RedisProgram> {
  say(`Redis: none on this machine; installing it: ${command} …`);
  const start = performance.now();
  await action();
  const path = pathOf('redis-server');
  if (path === undefined) throw new Error(`"${command}" worked, but redis-server is not on the PATH.`);
  say(
    `Redis: installed in ${((performance.now() - start) / 1000).toFixed(1)} s; its service is not started.`,
  );
  return { kind: 'program', path };
}
