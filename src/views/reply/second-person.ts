import type { Role } from '../../domain/guard/policy.ts';
import { code, inert } from '../inert.ts';
import { type Message, plainMessage } from '../message.ts';
import { roleWords } from '../role-words.ts';

const or = new Intl.ListFormat('en-GB', { type: 'disjunction' });

const whose = (from: readonly Role[]): string => or.format(from.map(roleWords));

/** Somebody wants a freeze lifted that takes a second person: who can be that, and how. */
export const liftAsked = (words: string, user: string, from: readonly Role[]): Message =>
  plainMessage(
    `:ballot_box_with_check: <@${inert(user)}> wants to lift it. It stands until a second person says the same: ${code(`/ops ${words}`)}. One of the two must be ${whose(from)}.`,
  );

/** Two people want it, and neither may approve. */
export const liftWaits = (words: string, from: readonly Role[]): Message =>
  plainMessage(
    `:no_entry: It takes an approval: ${whose(from)} must say ${code(`/ops ${words}`)}. It still stands.`,
  );
