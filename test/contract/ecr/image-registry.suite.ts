import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Registry } from '../../../sandbox/ecr/world/registry.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import type { ImageRegistry, RepositoryRef } from '../../../src/domain/ports/image-registry.ts';
import type { Result } from '../../../src/domain/result.ts';

/** An implementation of the port, on the registry that the suite fills. */
export interface ImageRegistryUnderTest {
  readonly images: ImageRegistry;
  readonly registry: Registry;
  stop(): Promise<void>;
}

/** The account of the suite's registry. */
export const suiteAccount = '123456789012';
const repository: RepositoryRef = { account: suiteAccount, region: 'us-east-1', name: 'team/registry' };
const START = 1_800_000_000_000;

const value = <T>(result: Result<T, Fault>): T => {
  if (!result.ok) throw new Error(`a fault came: ${JSON.stringify(result.fault)}`);
  return result.value;
};

/** What every implementation of ImageRegistry does. */
export const imageRegistryContract = (make: () => Promise<ImageRegistryUnderTest>): void => {
  let on: ImageRegistryUnderTest;
  beforeAll(async () => {
    on = await make();
  });
  afterAll(() => on.stop());
  const push = (tag: string, at: number, more: { digest?: string; platforms?: string[] } = {}) =>
    on.registry.push(repository.region, repository.name, { tag, at: START + at, ...more });

  it('finds an image by its tag and by its digest, with what it is built for', async () => {
    const digest = push('v1', 1);
    push('stable', 2, { digest });
    const expected = {
      digest,
      tags: ['v1', 'stable'],
      pushedAt: START + 1,
      platforms: [{ platform: 'linux/amd64' }, { platform: 'linux/arm64' }],
    };
    expect(value(await on.images.find(repository, { tag: 'stable' }))).toMatchObject(expected);
    expect(value(await on.images.find(repository, { digest }))).toMatchObject(expected);
  });

  it('says nothing of the platform of an image that is built for one', async () => {
    push('single', 3, { platforms: ['linux/amd64'] });
    expect(value(await on.images.find(repository, { tag: 'single' }))).not.toHaveProperty('platforms');
  });

  it('follows a tag that moves; what it was on is still there by its digest', async () => {
    const old = push('latest', 4);
    const fresh = push('latest', 5);
    expect(value(await on.images.find(repository, { tag: 'latest' }))).toMatchObject({ digest: fresh });
    expect(value(await on.images.find(repository, { digest: old }))).toMatchObject({ digest: old, tags: [] });
  });

  it('says what is absent: a tag, a digest, and what was deleted', async () => {
    const digest = push('gone', 6);
    on.registry.remove(repository.region, repository.name, { tag: 'gone' });
    expect(value(await on.images.find(repository, { tag: 'never' }))).toBe('absent');
    expect(value(await on.images.find(repository, { tag: 'gone' }))).toBe('absent');
    expect(value(await on.images.find(repository, { digest }))).toBe('absent');
  });

  it('gives the newest that have a tag, newest first, however many there are', async () => {
    const name = 'many';
    for (let n = 0; n < 1203; n += 1)
      on.registry.push('us-east-1', name, { tag: `v${n}`, at: START + n, platforms: ['linux/amd64'] });
    on.registry.push('us-east-1', name, { tag: 'v1202', at: START + 5000, platforms: ['linux/amd64'] });
    const newest = value(await on.images.newest({ ...repository, name }, 3));
    expect(newest.map(({ tags }) => tags)).toEqual([['v1202'], ['v1201'], ['v1200']]);
    expect(newest[0]).not.toHaveProperty('platforms');
  });

  describe('what is not there', () => {
    it('is missing: the repository, its region, its account', async () => {
      for (const other of [{ name: 'none' }, { region: 'eu-west-1' }, { account: '999999999999' }]) {
        const where = { ...repository, ...other };
        expect(await on.images.find(where, { tag: 'v1' })).toMatchObject({
          ok: false,
          fault: { kind: 'missing' },
        });
        expect(await on.images.newest(where, 1)).toMatchObject({ ok: false, fault: { kind: 'missing' } });
      }
    });
  });
};
