import { hash } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../../domain/audit/canonical.ts';
import { AuditLine, linkBegins, placedText, type Sha256 } from '../../domain/audit/chain.ts';
import type { AuditEntry } from '../../domain/audit/entry.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import { afterFirstBlock } from './first-block.ts';

/** SHA-256 by Node. */
export const sha256: Sha256 = (content) => hash('sha256', content);

/** An entry as a script takes it: its canonical JSON, without secrets, and the hash of its place in the chain, begun. */
export interface Sealed {
  readonly entry: string;
  readonly begun: string;
}

/** Takes secrets out of an entry, then fixes its text: what is hashed is what is kept. */
export const seal = (entry: AuditEntry, redactor: Redactor): Sealed => sealClean(redacted(redactor, entry));

/** Fixes the text of an entry out of which secrets were taken, or that was made of something out of which they were. */
export function sealClean(entry: AuditEntry): Sealed {
  const text = canonical(entry);
  return { entry: text, begun: afterFirstBlock(linkBegins(sha256(text))) };
}

/** The places that a script answers. */
export const Places = z.array(z.string());

const Place = z.tuple([z.coerce.number(), z.coerce.number(), z.string(), z.string(), z.string()]);

/** A line of a place as the scripts write it (`seq at number prev hash`) and an entry's text. Throws on anything else. */
export function lineOf(place: string, entry: string): AuditLine {
  const [seq, at, number, prev, hash] = Place.parse(place.split(' '));
  const known = number === '-' ? {} : { number: Number(number) };
  const said: unknown = JSON.parse(entry);
  return AuditLine.parse({ seq, at, ...known, prev, hash, entry: said });
}

/** The first of some entries, in its place; undefined where the script appended none. */
export const appended = (places: readonly string[], sealed: readonly Sealed[]): AuditLine | undefined => {
  const [place] = places;
  const [first] = sealed;
  return place === undefined || !first ? undefined : lineOf(place, first.entry);
};

const PLACE = /^(\d+) (\d+) (-|\d+) ([\da-f]{64}) ([\da-f]{64})$/;

/** `lineText` of a place as the scripts write it and an entry's text, which is canonical already. */
function lineTextOf(place: string, entry: string): string {
  const [, seq, at, number, prev, hash] = PLACE.exec(place) ?? [];
  if (seq === undefined || at === undefined || prev === undefined || hash === undefined)
    throw new Error('a script answered what is no place');
  return placedText({ seq, at, number: number === '-' ? undefined : number, prev, hash }, entry);
}

/** Told of each entry once it is in the chain: its line as it is exported (`lineText`), without secrets as the chain is. */
export type OnEntry = (line: string) => void;

/** Tells of entries that a script has appended. Throws on places that no script writes. */
export function tellAppended(
  places: readonly string[],
  sealed: readonly Sealed[],
  told: OnEntry | undefined,
): void {
  if (!told) return;
  for (const [i, { entry }] of sealed.entries()) {
    const place = places[i];
    if (place !== undefined) told(lineTextOf(place, entry));
  }
}
