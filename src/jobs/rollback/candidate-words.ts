import type { EpochMs } from '../../domain/clock.ts';
import { hash } from '../../domain/ids.ts';
import { ago } from '../../domain/image/age.ts';
import { shortDigest } from '../../domain/image/image.ts';
import type { Candidate, ImageCandidate } from '../../domain/rollback/candidates.ts';
import { revisionName } from '../rollout/names.ts';
import type { WantedPast } from './go-back.ts';

const ENDED = {
  succeeded: 'ended well',
  failed: 'failed',
  'rolled-back': 'was rolled back',
  stopped: 'was replaced before its end',
} as const;

/** How a candidate is named: its digest, with the tag that it was deployed by; a revision where nobody saw one. */
export function candidateName(candidate: Candidate): string {
  const { taskDefinition, tag } = candidate;
  if (candidate.kind === 'revision-only') return revisionName(taskDefinition);
  return tag === undefined ? shortDigest(candidate.digest) : `${shortDigest(candidate.digest)} (\`${tag}\`)`;
}

/** What is known of it: `ran from 3 d ago until 2 h ago, ended well, by #12`. */
function candidatePast({ from, to, end, by }: Candidate, now: EpochMs): string {
  const ended = end === undefined ? 'its end was not seen' : ENDED[end.kind];
  const who = by.kind === 'run' ? `by ${hash(by.run)}` : 'deployed from outside';
  return `ran from ${ago(from, now)} until ${ago(to, now)}, ${ended}, ${who}`;
}

/** Candidates in one line, each with the word that `--to` takes. */
export const candidateList = (all: readonly Candidate[], now: EpochMs): string =>
  all.map((one) => `${candidateName(one)}: ${candidatePast(one, now)}`).join(' · ');

/** A candidate as what is wanted. */
export const wantedOf = (candidate: ImageCandidate, now: EpochMs): WantedPast => ({
  copyOf: candidate.taskDefinition,
  digest: candidate.digest,
  also: [...candidate.also],
  said: candidateName(candidate),
  ...(candidate.tag === undefined ? {} : { tag: candidate.tag }),
  past: candidatePast(candidate, now),
});
