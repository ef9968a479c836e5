import fc from 'fast-check';
import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { RunNumber } from '../../../src/domain/ids.ts';
import {
  DEPLOYMENTS_KEPT,
  type DeploymentHistory,
  SeenDeployment,
} from '../../../src/domain/ports/deployment-history.ts';
import { ResolvedService } from '../../../src/domain/target/service.ts';
import { registry } from '../../support/values.ts';

const BEGUN = Date.UTC(2026, 10, 21, 3, 0, 0);
const revision = (n: number): string =>
  `arn:aws:ecs:us-east-1:111122223333:task-definition/mcp-gateway-v2-registry:${n}`;
const digest = (n: number): string => `sha256:${String(n).repeat(64)}`;

/** A service of its own, so that tests don't meet. */
const aService = (): ResolvedService =>
  ResolvedService.parse({ ...registry, ecsService: `seen-${ulid().toLowerCase()}` });

const seen = (more: Partial<SeenDeployment> = {}): SeenDeployment =>
  SeenDeployment.parse({ id: 'ecs-svc/1', taskDefinition: revision(7), images: [], at: BEGUN, ...more });

const image = (more: object = {}) => ({ container: 'registry', image: 'registry:latest', ...more });

/** What every memory of deployments promises. */
export function historyContract(name: string, history: DeploymentHistory): void {
  const all = async (service: ResolvedService) => history.of(service, DEPLOYMENTS_KEPT);
  const said = async (...deployments: readonly SeenDeployment[]): Promise<readonly SeenDeployment[]> => {
    const service = aService();
    for (const one of deployments) await history.remember(service, one);
    return all(service);
  };

  describe(`${name}: a deployment that was seen`, () => {
    it('is told as it was said, and of no other service', async () => {
      const whole = seen({
        serviceDeployment: 'arn:sd/1',
        images: [image({ digest: digest(1) }), image({ container: 'sidecar' })],
        end: { kind: 'succeeded', at: BEGUN + 1 },
        run: RunNumber.parse(12),
        tag: 'v12',
      });
      expect(await said(whole)).toEqual([whole]);
      expect(await said(seen())).toEqual([seen()]);
      expect(await all(aService())).toEqual([]);
    });

    it('is told the newest first, as many as are wanted', async () => {
      const service = aService();
      for (const n of [2, 3, 1]) await history.remember(service, seen({ id: `ecs-svc/${n}`, at: BEGUN + n }));
      expect((await history.of(service, 2)).map(({ id }) => id)).toEqual(['ecs-svc/3', 'ecs-svc/2']);
    });

    it('is kept while it is among the newest fifty', async () => {
      const service = aService();
      for (let n = 0; n <= DEPLOYMENTS_KEPT; n++)
        await history.remember(service, seen({ id: `ecs-svc/${n}`, at: BEGUN + n }));
      const ids = (await history.of(service, 1000)).map(({ id }) => id);
      expect(ids).toHaveLength(DEPLOYMENTS_KEPT);
      expect(ids).not.toContain('ecs-svc/0');
    });

    it('loses nothing to a later word that knows less', async () => {
      const whole = seen({
        images: [image({ digest: digest(1) })],
        end: { kind: 'failed', at: BEGUN + 9 },
        run: RunNumber.parse(12),
      });
      expect(await said(whole, seen({ images: [image()] }))).toEqual([whole]);
    });

    it('has each digest that its container was seen with', async () => {
      const [one] = await said(
        seen({ images: [image()] }),
        seen({ images: [image({ digest: digest(2) })] }),
        seen({ images: [image({ digest: digest(1) })] }),
      );
      expect(one?.images.map((each) => each.digest)).toEqual([digest(1), digest(2)]);
    });

    it('is never said to have succeeded where somebody saw otherwise', async () => {
      const [one] = await said(
        seen({ end: { kind: 'rolled-back', at: BEGUN + 5 } }),
        seen({ end: { kind: 'succeeded', at: BEGUN + 1 } }),
        seen({ end: { kind: 'rolled-back' } }),
      );
      expect(one?.end).toEqual({ kind: 'rolled-back', at: BEGUN + 5 });
    });

    it('is one once its id and its service deployment were said together', async () => {
      const { id: _, ...nameless } = seen();
      const known = SeenDeployment.parse({
        ...nameless,
        serviceDeployment: 'arn:sd/1',
        end: { kind: 'succeeded' },
      });
      expect(await said(known, seen({ run: RunNumber.parse(3) }))).toHaveLength(2);
      expect(
        await said(known, seen({ run: RunNumber.parse(3) }), seen({ serviceDeployment: 'arn:sd/1' })),
      ).toEqual([
        seen({ serviceDeployment: 'arn:sd/1', end: { kind: 'succeeded' }, run: RunNumber.parse(3) }),
      ]);
    });
  });

  describe(`${name}: what is said in any order, and more than once`, () => {
    it('comes to the same', async () => {
      const words = fc
        .record({
          n: fc.integer({ min: 1, max: 3 }),
          names: fc.constantFrom('id', 'serviceDeployment', 'both'),
          at: fc.integer({ min: 0, max: 3 }),
          digests: fc.array(fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }), { maxLength: 2 }),
          end: fc.option(fc.constantFrom('succeeded', 'failed', 'rolled-back', 'stopped'), {
            nil: undefined,
          }),
          ended: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
          tag: fc.option(fc.constantFrom('v1', 'v2'), { nil: undefined }),
          run: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
        })
        .map(({ n, names, at, digests, end, ended, tag, run }) =>
          SeenDeployment.parse({
            ...(names === 'serviceDeployment' ? {} : { id: `ecs-svc/${n}` }),
            ...(names === 'id' ? {} : { serviceDeployment: `arn:sd/${n}` }),
            taskDefinition: revision(n),
            images: digests.map((one) => image(one === undefined ? {} : { digest: digest(one) })),
            at: BEGUN + at,
            ...(end === undefined
              ? {}
              : { end: { kind: end, ...(ended === undefined ? {} : { at: BEGUN + ended }) } }),
            ...(tag === undefined ? {} : { tag }),
            ...(run === undefined ? {} : { run }),
          }),
        );
      const twice = fc
        .array(words, { minLength: 1, maxLength: 8 })
        .chain((once) => fc.tuple(fc.constant(once), shuffledTwice(once)));
      const sorted = (known: readonly SeenDeployment[]) =>
        known.map((one) => JSON.stringify(sortedKeys(one))).sort();
      await fc.assert(
        fc.asyncProperty(twice, async ([once, again]) => {
          expect(sorted(await said(...again))).toEqual(sorted(await said(...once)));
        }),
        { numRuns: 150 },
      );
    });
  });
}

/** Everything at least once, some of it twice, in another order. */
const shuffledTwice = <T>(once: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .subarray([...once])
    .chain((more) => fc.shuffledSubarray([...once, ...more], { minLength: once.length + more.length }));

const sortedKeys = (value: object): object => Object.fromEntries(Object.entries(value).sort());
