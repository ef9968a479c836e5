import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WheelhouseProcess } from '../../sandbox/processes/wheelhouse-process.ts';
import { story } from '../support/story.ts';
import { CHANNEL, OPERATOR, registry } from '../support/values.ts';
import { waitFor } from '../support/wait-for.ts';
import { STRANGER, type TestWorld, testWorld } from '../support/wheelhouse.ts';

let world: TestWorld;
let bot: WheelhouseProcess;
let person: ReturnType<typeof story>;
let before = 0;

beforeAll(async () => {
  world = await testWorld({ limits: { 'logs-follow': '2s' } });
  bot = await world.start('bot');
  person = story(world);
});
afterAll(() => world.stop());

/** What the person has been told since the test began. */
const told = (): string[] => person.whispers(STRANGER).slice(before);
beforeEach(async () => {
  await waitFor(() => world.logs.tails.open === 0, { what: 'the end of every tail' });
  before = person.whispers(STRANGER).length;
});

const follow = (more = ''): Promise<unknown> => person.ops(`logs registry --follow${more}`, STRANGER);
const tells = (pattern: RegExp): Promise<string> =>
  world.sandbox.slack.waitFor(() => told().find((text) => pattern.test(text)));
const write = (...messages: readonly string[]): void =>
  world.logs.write(
    registry.region,
    registry.logGroup,
    messages.map((message) => ({ at: Date.now(), stream: 'ecs/registry/0123456789abcdef', message })),
  );
const begun = () => tells(/Following/);
const END = /Followed `\/ecs\/mcp-gateway-v2-registry` for/;

/** The text of the last file that the bot handed over. */
function handedOver(): string {
  const { slack } = world.sandbox;
  const direct = slack.record.findLast(({ method }) => method === 'files.completeUploadExternal');
  const channel: unknown = Reflect.get(Object(direct?.args), 'channel_id');
  const [shared] = slack.messages(String(channel)).at(-1)?.files ?? [];
  return Buffer.from(slack.fileBytes(shared?.id ?? '') ?? []).toString();
}

describe('/ops logs SERVICE --follow', () => {
  it('says at once that it follows, shows what comes, and at the end all of it', async () => {
    await follow();
    expect(await begun()).toContain('Following *prod-us-east-1/registry* for 2 s.');
    write('INFO started', 'INFO: 10.0.1.1 - "GET /health HTTP/1.1" 200 OK');
    expect(await tells(/new line/)).toMatch(/1 new line\n.*`INFO started`/);
    write('ERROR one', 'ERROR two');
    const end = await tells(END);
    expect(end).toContain('*prod-us-east-1/registry* 3 lines, 2 of them look like errors');
    expect(end).toMatch(/ERROR one`\n.*ERROR two`/);
    expect(end).toMatch(/\d+ health checks left out/);
    expect(handedOver()).not.toContain('GET /health');
    expect(told().length).toBeLessThanOrEqual(5);
    expect(handedOver()).toMatch(/INFO started\n.*ERROR one\n.*ERROR two$/);
  });

  it('shows only what the filter lets through, in the words of the seeds', async () => {
    await follow(' --filter "ERROR|FATAL"');
    expect(await begun()).toContain('lines with `ERROR|FATAL`');
    write('INFO nothing', 'FATAL gone');
    expect(await tells(END)).toMatch(/1 line with `ERROR\|FATAL`/);
    const [asked] = world.logs.record.filter(({ call }) => call === 'StartLiveTail').slice(-1);
    expect(asked?.input).toMatchObject({ logEventFilterPattern: '?ERROR ?FATAL' });
  });

  it('shows no secret, in a message or in the file', async () => {
    const secret = `AKIA${'Q7XK2M5P4R8T9W3Z'}`;
    await follow();
    await begun();
    write(`${'x'.repeat(225)} ${secret} and more`);
    await tells(END);
    expect(told().join('\n')).not.toContain(secret.slice(0, 12));
    expect(handedOver()).toContain('[secret]');
    expect(handedOver()).not.toContain(secret);
  });

  it('ends with what it has when the connection dies, and says so', async () => {
    await follow();
    await begun();
    write('INFO the last words');
    await tells(/new line/);
    world.logs.tails.end('cut');
    const end = await tells(END);
    expect(end).toContain('The connection broke. AWS gave no clear answer to logs:StartLiveTail');
    expect(end).toContain('INFO the last words');
  });

  it('says so where CloudWatch cannot be reached', async () => {
    world.logs.away(true);
    await follow();
    expect(await tells(/can't be read/)).toMatch(/AWS .*logs:StartLiveTail/);
    world.logs.away(false);
    expect(told()).toHaveLength(1);
  });

  it('names the permission that is missing', async () => {
    world.logs.faults.next('StartLiveTail', { kind: 'deny' });
    await follow();
    expect(await tells(/can't be read/)).toContain('the role lacks `logs:StartLiveTail`');
  });

  it.each([
    [' --for 1h', 'say a length from `30s` to `5m`'],
    [' --since 5m', 'Say either `--follow`'],
  ])('refuses%s, and asks AWS nothing', async (more, why) => {
    const calls = world.logs.record.length;
    await follow(more);
    expect(await tells(/:warning:/)).toContain(why);
    expect(world.logs.record).toHaveLength(calls);
  });

  it('follows five at once, and tells the sixth to wait', async () => {
    for (let n = 0; n < 5; n += 1) await follow();
    await waitFor(() => world.logs.tails.open === 5, { what: 'five tails' });
    await follow();
    expect(await tells(/isn't followed/)).toContain('as many are followed already');
    await waitFor(() => told().filter((text) => END.test(text)).length === 5, { what: 'five ends' });
  });

  it('works after a mention, too', async () => {
    const seen = (): string[] => person.whispers(OPERATOR);
    await world.sandbox.slack.say({
      user: OPERATOR,
      channel: CHANNEL,
      text: '<@U0WHEEL> logs registry --follow',
    });
    await waitFor(() => seen().some((text) => text.includes('Following')), { what: 'the beginning' });
    write('INFO for the mention');
    await waitFor(() => seen().some((text) => END.test(text) && text.includes('INFO for the mention')), {
      what: 'the end',
    });
  });

  it('tells what it heard when the bot is told to end, and the bot ends cleanly', async () => {
    await follow();
    await begun();
    write('INFO before the restart');
    await tells(/new line/);
    await bot.signal('SIGTERM');
    expect(await bot.ended).toBe(0);
    const end = await tells(END);
    expect(end).toContain('I am being restarted, so it ends here.');
    expect(end).toContain('INFO before the restart');
    expect(world.logs.tails.open).toBe(0);
  });
});
