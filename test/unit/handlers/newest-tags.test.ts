import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../src/domain/explain/explain.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { ResolvedService } from '../../../src/domain/target/service.ts';
import { newestTags } from '../../../src/handlers/command/newest-tags.ts';
import { registry } from '../../support/values.ts';

const repository = { account: '111122223333', region: 'us-east-1', name: 'mcp-gateway-registry' };
const target = ResolvedService.parse({ ...registry, repository });
const image = { digest: `sha256:${'ab'.repeat(32)}`, tags: ['v42'], pushedAt: 1 };
const because = (cause: string, standing: Explanation['standing'] = 'rolling'): Explanation => ({
  kind: 'known',
  cause,
  standing,
  sentence: '',
  tasks: 1,
  evidence: [],
  next: [],
  again: 'fails-again',
  back: 'may-help',
});
const there = { newest: async () => ok([image]) };
const refuse = { newest: () => Promise.reject(new Error('nothing is to be asked')) };

describe('the newest tags', () => {
  it.each(['image-missing', 'image-architecture', 'image-pull'])(
    'are shown where the cause is %s',
    async (cause) => {
      expect(await newestTags(there, target, because(cause))).toEqual({
        kind: 'read',
        repository: repository.name,
        images: [image],
      });
    },
  );

  it("aren't asked for where another image wouldn't help, or the service is well", async () => {
    expect(await newestTags(refuse, target, because('image-denied'))).toBeUndefined();
    expect(await newestTags(refuse, target, because('crash'))).toBeUndefined();
    expect(await newestTags(refuse, target, because('image-missing', 'well'))).toBeUndefined();
  });

  it("aren't looked for anywhere but in the service's own repository", async () => {
    const { repository: _, ...without } = target;
    expect(await newestTags(refuse, without, because('image-missing'))).toBeUndefined();
  });

  it('are said to be unknown where they can not be read', async () => {
    const denied = {
      newest: async () => err({ kind: 'throttled', call: 'ecr:DescribeImages', detail: '' } as const),
    };
    expect(await newestTags(denied, target, because('image-missing'))).toEqual({
      kind: 'unread',
      why: 'AWS is limiting ecr:DescribeImages.',
    });
  });
});
