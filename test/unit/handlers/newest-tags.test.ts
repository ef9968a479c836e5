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
const absent = async () => ok('absent' as const);
const there = { newest: async () => ok([image]), find: absent };
const unasked = () => Promise.reject(new Error('nothing is to be asked'));
const refuse = { newest: unasked, find: unasked };

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

  it('are shown of a trouble that is over, too: a run that was rolled back leads here', async () => {
    expect(await newestTags(there, target, because('image-missing', 'well'))).toMatchObject({ kind: 'read' });
  });

  it("aren't asked for where another image wouldn't help", async () => {
    expect(await newestTags(refuse, target, because('image-denied'))).toBeUndefined();
    expect(await newestTags(refuse, target, because('crash'))).toBeUndefined();
  });

  it("aren't looked for anywhere but in the service's own repository", async () => {
    const { repository: _, ...without } = target;
    expect(await newestTags(refuse, without, because('image-missing'))).toBeUndefined();
  });

  it('are said to be unknown where they can not be read', async () => {
    const denied = {
      find: absent,
      newest: async () => err({ kind: 'throttled', call: 'ecr:DescribeImages', detail: '' } as const),
    };
    expect(await newestTags(denied, target, because('image-missing'))).toEqual({
      kind: 'unread',
      why: 'AWS is limiting ecr:DescribeImages.',
    });
  });

  describe('once the image that was missing is there', () => {
    const pulled = (name: string): Explanation => ({
      ...because('image-missing'),
      evidence: [{ from: 'task', at: 1, shown: '', text: `CannotPullContainerError: ${name}: not found` }],
    });
    const uri = '111122223333.dkr.ecr.us-east-1.amazonaws.com/mcp-gateway-registry';
    const pushed = { ...there, find: async () => ok(image) };

    it.each([
      ['its tag', `${uri}:v42`, 'v42'],
      ['its digest', `${uri}@${image.digest}`, image.digest],
    ])('it can be deployed by %s', async (_, name, said) => {
      expect(await newestTags(pushed, target, pulled(name))).toMatchObject({
        thereNow: { said, pushedAt: image.pushedAt },
      });
    });

    it("isn't said of an image of another repository, or of one that isn't there", async () => {
      const other = await newestTags(pushed, target, pulled(`${uri}-of-others:v42`));
      expect(other).not.toHaveProperty('thereNow');
      expect(await newestTags(there, target, pulled(`${uri}:v42`))).not.toHaveProperty('thereNow');
    });
  });
});
