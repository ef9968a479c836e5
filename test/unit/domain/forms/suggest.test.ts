import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutes } from '../../../../src/domain/clock.ts';
import { suggest } from '../../../../src/domain/forms/suggest/sources.ts';
import type { Search } from '../../../../src/domain/forms/suggest/suggestion.ts';
import { candidates } from '../../../../src/domain/rollback/candidates.ts';
import { resolveTo } from '../../../../src/domain/rollback/resolve-to.ts';
import { ResolvedService, StackName, targetName } from '../../../../src/domain/target/service.ts';
import { heardOf, incidentOf, NIGHT, reportOf } from '../../../support/alarms.ts';
import { withAlarm } from '../../../support/enriched-incident.ts';
import { registry } from '../../../support/values.ts';
import { BEGAN, digestOf, runsNow, seen } from '../rollback/seen.ts';

const STACKS = ['prod-us-east-1', 'prod-eu-west-1', 'staging-us-east-1'];
const NAMES = ['registry', 'auth-server', 'mcpgw', 'currenttime'];
const service = (stack: string, name: string): ResolvedService =>
  ResolvedService.parse({
    ...registry,
    stack,
    service: name,
    ecsService: `mcp-gateway-v2-${name}`,
    environment: stack.startsWith('prod') ? 'production' : 'staging',
    region: STACKS.includes(stack) ? stack.slice(stack.indexOf('-') + 1) : registry.region,
  });

const catalog = {
  services: STACKS.flatMap((stack) => NAMES.map((name) => service(stack, name))),
  channelStacks: new Map(),
};

const search = async (typed: string, home?: string) =>
  (
    await suggest('service', {
      catalog,
      typed,
      home: home === undefined ? undefined : StackName.parse(home),
    })
  ).map(({ value }) => value);

describe('what may be silenced, searched by typing', () => {
  const [critical, ...others] = ['cpu-high', 'disk-full', 'mem-high'].map((name, n) =>
    withAlarm(
      incidentOf(heardOf(reportOf('ALARM', NIGHT, { name: `mcp-gateway-v2-registry-${name}` })), 17 + n),
      n === 0 ? { severity: 'critical' } : {},
    ),
  );
  if (!critical) throw new Error('no incident');
  const find = async (typed: string, more: Partial<Search> = {}) =>
    (
      await suggest('silenceable', {
        catalog,
        typed,
        open: async () => [...others, critical],
        ...more,
      })
    ).map(({ name, note }) => `${name} (${note})`);

  it('is what rings, the worst first, then stacks, then services', async () => {
    expect((await find('')).slice(0, 7)).toEqual([
      'A17 registry cpu-high (critical, prod-us-east-1)',
      'A18 registry disk-full (warning, prod-us-east-1)',
      'A19 registry mem-high (warning, prod-us-east-1)',
      'prod-us-east-1 (whole stack, production)',
      'prod-eu-west-1 (whole stack, production)',
      'staging-us-east-1 (whole stack, staging)',
      'prod-us-east-1/registry (production)',
    ]);
  });

  it('is found by an alarm’s number and by any part of its name', async () => {
    for (const typed of ['a18', 'A18', 'disk', 'registry disk', 'mcp-gateway-v2-registry-disk'])
      expect(await find(typed)).toContain('A18 registry disk-full (warning, prod-us-east-1)');
    expect(await find('mcpgw')).not.toContain('A18 registry disk-full (warning, prod-us-east-1)');
  });

  it('is nothing elsewhere than where somebody may silence, and no incident of too many alarms', async () => {
    const staging = new Set([StackName.parse('staging-us-east-1')]);
    const here = await find('', { stacks: staging, open: async () => [] });
    expect(here[0]).toBe('staging-us-east-1 (whole stack, staging)');
    expect(here).toHaveLength(1 + NAMES.length);
    const [alarm] = critical.alarms;
    if (!alarm) throw new Error('no alarm');
    const many = { ...critical, alarms: Array.from({ length: 11 }, () => alarm) };
    expect((await find('', { open: async () => [many] }))[0]).toContain('whole stack');
  });

  it('is stacks and services alone where no alarms are taken', async () => {
    const found = await suggest('silenceable', { catalog, typed: '' });
    expect(found).toHaveLength(STACKS.length * (1 + NAMES.length));
  });
});

describe('images, searched by typing', () => {
  const pushed = Date.UTC(2026, 10, 21, 3, 0, 0);
  const image = (n: number, ...tags: string[]) => ({
    digest: `sha256:${String(n).repeat(64)}`,
    tags,
    pushedAt: pushed - n * 3_600_000,
  });
  const newest = [image(1, 'v12', 'latest'), image(2, 'v11')];
  const find = (typed: string, target = 'prod-us-east-1/registry') =>
    suggest('image', {
      catalog,
      typed,
      target,
      images: { newest: async ({ service: name }) => (name === 'registry' ? newest : []), now: () => pushed },
    });

  it('are the newest of the chosen service, with age and digest', async () => {
    expect(await find('')).toEqual([
      { value: 'v12', name: 'v12', note: '1 h ago, sha256:111111111111' },
      { value: 'latest', name: 'latest', note: '1 h ago, sha256:111111111111' },
      { value: 'v11', name: 'v11', note: '2 h ago, sha256:222222222222' },
    ]);
    expect(await find('', 'prod-us-east-1/mcpgw')).toEqual([]);
  });

  it('are found by a part of the tag or of the digest, and what was typed can be taken as it is', async () => {
    const values = async (typed: string) => (await find(typed)).map(({ value }) => value);
    expect(await values('v11')).toContain('v11');
    expect((await values('sha256:2222'))[0]).toBe('v11');
    expect((await find('v3')).at(-1)).toEqual({ value: 'v3', name: 'v3', note: 'as typed' });
    expect(await values('not a tag!')).not.toContain('not a tag!');
  });
});

describe('deployments to go back to, searched by typing', () => {
  const history = [
    seen({ minute: 40, ran: 'd', run: 14 }),
    seen({ minute: 30, revision: 6 }),
    seen({ minute: 20, ran: 'b', end: 'rolled-back' }),
    seen({ minute: 10, revision: 5, named: `@${digestOf('c')}`, tag: 'v12', run: 12 }),
    seen({ minute: 0, ran: 'a' }),
  ];
  const find = (typed: string, target = 'prod-us-east-1/registry') =>
    suggest('deployment', {
      catalog,
      typed,
      target,
      deployments: {
        of: async ({ service: name }) => (name === 'registry' ? history : []),
        now: () => BEGAN + minutes(70),
      },
    });
  const values = async (typed: string) => (await find(typed)).map(({ value }) => value);

  it('are those of the chosen service but for what runs, with age, digest, how they ended and who', async () => {
    expect(await find('')).toEqual([
      {
        value: 'mcp-gateway-v2-registry:6',
        name: 'mcp-gateway-v2-registry:6',
        note: '40 min ago; its tag may mean other code now',
      },
      {
        value: digestOf('b'),
        name: 'bbbbbbbbbbbb latest',
        note: '50 min ago, rolled back, outside',
      },
      {
        value: digestOf('c'),
        name: 'cccccccccccc v12',
        note: '1 h ago, last good, #12',
      },
      { value: digestOf('a'), name: 'aaaaaaaaaaaa latest', note: '1 h ago, succeeded, outside' },
    ]);
    expect(await find('', 'prod-us-east-1/mcpgw')).toEqual([]);
    expect(await find('', 'nobody/knows')).toEqual([]);
  });

  it.each([
    ['v12', digestOf('c')],
    ['sha256:aaaa', digestOf('a')],
    ['bbbbbb', digestOf('b')],
    ['#12', digestOf('c')],
    ['registry:6', 'mcp-gateway-v2-registry:6'],
  ])('are found by %s, and what is chosen is understood again', async (typed, value) => {
    const [first] = await values(typed);
    expect(first).toBe(value);
    const { all } = candidates(history, runsNow(40), BEGAN + minutes(70));
    expect(resolveTo(all, value).kind).toBe('found');
  });
});

describe('services, searched by typing', () => {
  it('are all there before anything is typed, those of the channel first', async () => {
    expect(await search('')).toEqual(catalog.services.map(targetName));
    const atHome = await search('  ', 'staging-us-east-1');
    expect(atHome.slice(0, 4)).toEqual(NAMES.map((name) => `staging-us-east-1/${name}`));
    expect(atHome).toHaveLength(12);
  });

  it.each([
    ['reg', 'registry'],
    ['REG', 'registry'],
    ['regsitry', 'registry'],
    ['reg istry', 'registry'],
    ['reg zzz', undefined],
    ['server', 'auth-server'],
    ['auth-srever', 'auth-server'],
    ['curent', 'currenttime'],
    ['mcp-gateway-v2-mcpgw', 'mcpgw'],
    ['zzzz', undefined],
    ['x', undefined],
  ])('"%s" finds %s, the channel’s own first', async (typed, name) => {
    const found = await search(typed, 'prod-eu-west-1');
    expect(found[0]).toBe(name === undefined ? undefined : `prod-eu-west-1/${name}`);
    expect(found.filter((value) => value.endsWith(`/${name}`))).toHaveLength(name === undefined ? 0 : 3);
  });

  it.each([
    ['prod-eu', NAMES.map((name) => `prod-eu-west-1/${name}`)],
    ['staging/reg', ['staging-us-east-1/registry']],
    ['staging/regsi', ['staging-us-east-1/registry']],
    ['eu-west reg', ['prod-eu-west-1/registry']],
    ['reg staging', ['staging-us-east-1/registry']],
    ['production auth', ['prod-us-east-1/auth-server', 'prod-eu-west-1/auth-server']],
  ])('"%s" finds what belongs there', async (typed, found) => {
    expect(await search(typed)).toEqual(found);
  });

  it('are ranked: by name, by stack, by words contained, by slips', async () => {
    const mixed = {
      services: [
        service('x', 'sore'),
        service('y', 'my-store'),
        service('store-1', 'auth'),
        service('z', 'storage'),
        service('z', 'store'),
      ],
      channelStacks: new Map(),
    };
    const found = await suggest('service', { catalog: mixed, typed: 'store' });
    expect(found.map(({ value }) => value)).toEqual([
      'z/store',
      'store-1/auth',
      'y/my-store',
      'x/sore',
      'z/storage',
    ]);
  });

  it('say their environment', async () => {
    const [first] = await suggest('service', { catalog, typed: 'prod-us-east-1/registry' });
    expect(first).toEqual({
      value: 'prod-us-east-1/registry',
      name: 'prod-us-east-1/registry',
      note: 'production',
    });
  });

  it('are never more than Slack takes, never twice, whatever is typed', async () => {
    const many = {
      services: Array.from({ length: 1000 }, (_, i) => service(`prod-us-east-${i % 9}`, `registry-${i}`)),
      channelStacks: new Map(),
    };
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.constantFrom('', '/', 'reg', 'prod/', '////')),
        async (typed) => {
          const values = (await suggest('service', { catalog: many, typed })).map(({ value }) => value);
          expect(values.length).toBeLessThanOrEqual(100);
          expect(new Set(values).size).toBe(values.length);
        },
      ),
    );
    const best = (await suggest('service', { catalog: many, typed: 'registry-99' })).slice(0, 11);
    expect(best.filter(({ value }) => value.includes('/registry-99'))).toHaveLength(11);
  });
});

describe('other things', () => {
  it('stacks are found by name, the channel’s own first', async () => {
    const home = StackName.parse('staging-us-east-1');
    const values = async (typed: string) =>
      (await suggest('stack', { catalog, typed, home })).map(({ value }) => value);
    expect(await values('')).toEqual(['staging-us-east-1', 'prod-us-east-1', 'prod-eu-west-1']);
    expect(await values('prod')).toEqual(['prod-us-east-1', 'prod-eu-west-1']);
    expect(await values('us-east')).toEqual(['staging-us-east-1', 'prod-us-east-1']);
  });

  it.each(['weather', '', '__proto__', 'constructor'])(
    '"%s" is nothing that can be searched',
    async (source) => {
      expect(await suggest(source, { catalog, typed: '' })).toEqual([]);
    },
  );
});
