import { ulid } from 'ulid';
import type { ServiceSeed } from '../../../sandbox/ecs/world/options.ts';
import type { Operation } from '../../../src/domain/operation/operation.ts';
import type { RunEvent } from '../../../src/domain/run/event.ts';
import type { Outcome } from '../../../src/domain/run/outcome.ts';
import type { Question } from '../../../src/domain/run/question.ts';
import { registry, requestOf } from '../../support/values.ts';
import { mortalEngine } from './mortal-engine.ts';

const REPOSITORY = 'mcp-gateway-registry';
export const uri = `${registry.account}.dkr.ecr.${registry.region}.amazonaws.com/${REPOSITORY}`;
export const key = { region: registry.region, cluster: registry.cluster, service: registry.ecsService };

/** What a scene may have besides the usual. */
export interface SceneOptions {
  readonly operation: Operation;
  readonly input: Readonly<Record<string, unknown>>;
  readonly target?: Partial<typeof registry>;
  readonly seed?: Partial<ServiceSeed>;
}

/** A run on a service that runs `v1` under a tag, whose questions a test answers as people would. */
export function scene({ operation: { spec }, input, target = {}, seed = {} }: SceneOptions) {
  const { operation, version, plan } = requestOf(spec, ulid());
  const it = mortalEngine(
    { image: `${uri}:v1`, ...seed },
    { operation, version, plan, input, target: { ...registry, ...target } },
    ['v1'],
  );
  const { id } = it.request;
  const push = (tag: string): string => it.images.push(registry.region, REPOSITORY, { tag });
  const question = async (): Promise<Question | undefined> => (await it.ledger.peek(id))?.question;
  /** Turns until the run asks something, or is over. */
  async function untilAsked(): Promise<Question | undefined> {
    for (let turn = 0; turn < 2000; turn++) {
      if ((await it.turn()).kind === 'over') return undefined;
      const asked = await question();
      if (asked) return asked;
    }
    throw new Error('it never asked, and never ended');
  }
  async function answer(word: string, user = 'U0SECOND') {
    const open = await question();
    if (!open) return 'not-asked';
    const event: RunEvent = { kind: 'answered', at: 0, user, label: word };
    const signal = { kind: 'answer', at: 0, team: 'T', user, question: open.key, answer: word } as const;
    return it.ledger.signal(id, signal, event);
  }
  const outcome = (): Outcome | undefined => {
    const [end, ...more] = it.ends();
    if (more.length > 0) throw new Error('it ended more than once');
    return end?.kind === 'end' ? end.outcome : undefined;
  };
  const runs = (): (string | undefined)[] =>
    it.world
      .service(key)
      .tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')
      .map(({ images }) => images[0]?.digest);
  const [first = ''] = runs();
  const texts = (): string => JSON.stringify(it.ledger.eventsOf(id));
  return { ...it, id, push, first, question, untilAsked, answer, outcome, runs, texts };
}
