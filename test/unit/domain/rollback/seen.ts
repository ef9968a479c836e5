import { minutes } from '../../../../src/domain/clock.ts';
import { SeenDeployment } from '../../../../src/domain/ports/deployment-history.ts';
import type { RunsNow } from '../../../../src/domain/rollback/candidates.ts';

/** Midnight of the story; every deployment of it begins so many minutes later. */
export const BEGAN = Date.UTC(2026, 10, 21, 0, 0, 0);

const REPOSITORY = '111122223333.dkr.ecr.us-east-1.amazonaws.com/mcp-gateway-registry';

/** A digest that is easy to tell from others: `a` repeated. */
export const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`;

/** The ARN of a revision of the registry. */
export const revision = (n: number): string =>
  `arn:aws:ecs:us-east-1:111122223333:task-definition/mcp-gateway-v2-registry:${n}`;

/** What the tests say of a deployment; the rest is as usual: revision 7 of `:latest`, ended well after four minutes. */
export interface Said {
  readonly id?: string;
  readonly minute: number;
  readonly revision?: number;
  /** After the repository: `:latest`, `@sha256:…`. */
  readonly named?: string;
  /** Letters of the digests that its tasks reported. */
  readonly ran?: string;
  readonly end?: 'succeeded' | 'failed' | 'rolled-back' | 'stopped' | 'unknown';
  readonly run?: number;
  readonly tag?: string;
}

/** A deployment of the story. */
export function seen({ minute, ...said }: Said): SeenDeployment {
  const { id = `ecs-svc/${minute}`, revision: n = 7, named = ':latest', ran = '', end = 'succeeded' } = said;
  const at = BEGAN + minutes(minute);
  const image = { container: 'registry', image: `${REPOSITORY}${named}` };
  return SeenDeployment.parse({
    id,
    taskDefinition: revision(n),
    images: [
      ...(ran === '' ? [image] : [...ran].map((letter) => ({ ...image, digest: digestOf(letter) }))),
      { container: 'sidecar', image: 'public.ecr.aws/otel:v1', digest: digestOf('0') },
    ],
    at,
    ...(end === 'unknown' ? {} : { end: { kind: end, at: at + minutes(4) } }),
    ...(said.run === undefined ? {} : { run: said.run }),
    ...(said.tag === undefined ? {} : { tag: said.tag }),
  });
}

/** What runs now: the deployment that began at that minute, with these digests. */
export const runsNow = (minute: number, ran = '', n = 7): RunsNow => ({
  container: 'registry',
  deployment: `ecs-svc/${minute}`,
  taskDefinition: revision(n),
  digests: [...ran].map(digestOf),
});

/** The time of the tests: long after. */
export const NOW = BEGAN + minutes(1000);
