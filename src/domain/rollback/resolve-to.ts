import { nearest } from '../target/nearest.ts';
import type { Candidate } from './candidates.ts';

/** What a person's words for where to go back to mean. */
export type WhereTo =
  | { readonly kind: 'found'; readonly candidate: Candidate }
  | { readonly kind: 'ambiguous'; readonly choices: readonly Candidate[] }
  | { readonly kind: 'none'; readonly nearest: readonly Candidate[] };

const NEAREST = 3;
/** Fewer digits of a digest would mean too much. */
const PREFIX = /^(?:sha256:)?([0-9a-f]{6,64})$/i;
const RUN = /^#(\d+)$/;
const REVISION = /^([\w-]*):(\d+)$/;

/**
 * What was said: a digest or its first six digits or more, a tag, a revision (`:41`, `registry:41`), or a run (`#12`,
 * what that run deployed). Words that mean several are answered with all of them, never with a guess; unknown ones with
 * those that are spelled nearly so, else with the newest.
 */
export function resolveTo(all: readonly Candidate[], said: string): WhereTo {
  const words = said.trim();
  const meant = all.filter((one) => means(one, words));
  const [candidate, ...others] = meant;
  if (candidate)
    return others.length === 0 ? { kind: 'found', candidate } : { kind: 'ambiguous', choices: meant };
  const alike = nearest(words.toLowerCase(), [...new Set(all.flatMap(namesOf))]);
  const near = alike.flatMap((name) => all.filter((one) => namesOf(one).includes(name)));
  return { kind: 'none', nearest: (near.length > 0 ? [...new Set(near)] : all).slice(0, NEAREST) };
}

function means(candidate: Candidate, words: string): boolean {
  const digits = PREFIX.exec(words)?.[1]?.toLowerCase();
  if (digits !== undefined && digestsOf(candidate).some((one) => one.startsWith(`sha256:${digits}`)))
    return true;
  const run = RUN.exec(words)?.[1];
  if (run !== undefined) return candidate.deployments.some((one) => one.run === Number(run));
  const [, family = '', revision] = REVISION.exec(words) ?? [];
  if (revision === undefined) return candidate.tags.includes(words);
  return candidate.deployments.some((one) => isRevision(one.taskDefinition, family, revision));
}

const isRevision = (taskDefinition: string, family: string, revision: string): boolean =>
  taskDefinition.endsWith(family === '' ? `:${revision}` : `/${family}:${revision}`);

const digestsOf = (one: Candidate): readonly string[] =>
  one.kind === 'image' ? [one.digest, ...one.also] : [];

/** All that may be said for it, in lower case. */
const namesOf = (one: Candidate): string[] =>
  [
    ...digestsOf(one).map((digest) => digest.slice('sha256:'.length, 'sha256:'.length + 12)),
    ...one.tags,
    ...one.deployments.map(({ taskDefinition }) => taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1)),
    ...one.deployments.flatMap(({ run }) => (run === undefined ? [] : `#${run}`)),
  ].map((name) => name.toLowerCase());
