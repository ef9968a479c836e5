import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { RunNumber, StepId } from '../../../src/domain/ids.ts';
import type { AloneReview, Review } from '../../../src/domain/review/review.ts';
import type { RunRequest } from '../../../src/domain/run/run.ts';
import { registry, restartRequest } from '../../support/values.ts';
import type { LedgerUnderTest } from './ledger.suite.ts';

const ended = {
  state: { status: 'ended', outcome: { kind: 'succeeded', summary: 'done' }, at: 1 },
  due: 'never',
} as const;

/** What every ledger promises of reviews that open with the end of a run. */
export function reviewContract(
  name: string,
  {
    ledger,
    accept,
    open,
  }: Pick<LedgerUnderTest, 'ledger' | 'accept'> & { open(): Promise<readonly Review[]> },
): void {
  let services = 0;
  const claimed = async () => {
    services += 1;
    const request: RunRequest = restartRequest(ulid(), {
      target: { ...registry, ecsService: `review-${services}` },
    });
    await accept(request);
    const claim = await ledger.claim(request.id);
    if (claim.kind !== 'claimed') throw new Error(`expected to claim it, got ${claim.kind}`);
    const { run, epoch } = claim.claim;
    const review: AloneReview = {
      kind: 'alone',
      run: request.id,
      number: RunNumber.parse(run.number),
      operation: 'restart',
      target: 'prod-us-east-1/registry',
      change: 'restart',
      requester: request.actor,
      at: 1,
      channel: 'C0CHANGES',
    };
    const opened = async () => (await open()).filter((one) => 'run' in one && one.run === request.id);
    return { id: request.id, epoch, review, opened };
  };

  describe(`${name}: a review of what was done alone`, () => {
    it('opens with the end of its run, once', async () => {
      const { id, epoch, review, opened } = await claimed();
      expect(await ledger.write(id, { epoch }, { ...ended, review })).toBe('written');
      expect(await opened()).toEqual([review]);
      expect(await ledger.write(id, { epoch }, { ...ended, review })).toBe('fenced');
      expect(await opened()).toEqual([review]);
    });

    it('isn’t opened by who doesn’t have the run any more', async () => {
      const { id, epoch, review, opened } = await claimed();
      await ledger.claim(id);
      expect(await ledger.write(id, { epoch }, { ...ended, review })).toBe('fenced');
      expect(await opened()).toEqual([]);
    });

    it('isn’t opened before the end, and is kept until then for whoever ends the run', async () => {
      const { id, epoch, review, opened } = await claimed();
      const parked = { step: StepId.parse('roll'), question: 'Did it?', evidence: [] };
      const state = { status: 'parked', parked, since: 1 } as const;
      await ledger.write(id, { epoch }, { state, review, due: 'never' });
      expect(await opened()).toEqual([]);
      expect(await ledger.write(id, { parked: true }, ended)).toBe('written');
      expect(await opened()).toEqual([review]);
    });

    it('that was kept isn’t opened where it turns out that there is nothing to review', async () => {
      const { id, epoch, review, opened } = await claimed();
      await ledger.write(id, { epoch }, { review, due: 0 });
      await ledger.write(id, { epoch }, { ...ended, review: 'none' });
      expect(await opened()).toEqual([]);
    });
  });
}
