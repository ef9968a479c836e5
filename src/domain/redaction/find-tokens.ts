import { cutOf, type Finder, type Span } from './span.ts';

/** Tokens that are known by how they begin. */
interface TokenShape {
  /** The beginning, then one class of characters as often as it goes: nothing to backtrack into. */
  readonly shape: RegExp;
  /** Shorter ones are no token, unless the text is cut right there. */
  readonly least: number;
  /** At a cut, this much may be left of it. */
  readonly leastCut: number;
}

const SHAPES: readonly TokenShape[] = [
  // AWS IAM User Guide, "IAM identifiers", unique ID prefixes: AKIA long-term, ASIA temporary; 20 characters.
  { shape: /(?:AKIA|ASIA)[A-Z0-9]*/g, least: 20, leastCut: 8 },
  // How session tokens of STS begin (base64 of a fixed header).
  { shape: /(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[A-Za-z0-9+/=%_-]*/g, least: 1, leastCut: 1 },
  // Slack, "Token types": xoxb bot, xoxp user, xoxe and xoxe.xoxp rotated, xoxa/xoxr/xoxs older, xoxd a cookie.
  { shape: /(?:xoxe\.)?xox[a-z]-[A-Za-z0-9%+/=_-]*/gi, least: 6, leastCut: 6 },
  // Slack, app-level tokens: xapp-1-A0…-….
  { shape: /xapp-\d-[A-Z][A-Za-z0-9-]*/g, least: 1, leastCut: 1 },
  // GitHub, "Token formats"; 36 characters and more after the beginning.
  { shape: /gh[pousr]_[A-Za-z0-9]*/g, least: 14, leastCut: 7 },
  { shape: /github_pat_[A-Za-z0-9_]*/g, least: 13, leastCut: 13 },
  // A PEM block in base64 (`-----BEGIN `), as Kubernetes and environment variables hold it; not certificates, nor
  // public keys.
  { shape: /LS0tLS1CRUdJTi(?!BDRVJU|BQVUJMSU)[A-Za-z0-9+/=_-]*/g, least: 1, leastCut: 1 },
];

const isLetterOrDigit = (char: string | undefined): boolean => char !== undefined && /[A-Za-z0-9]/.test(char);

const ofShape =
  ({ shape, least, leastCut }: TokenShape): Finder =>
  (text) => {
    const cut = cutOf(text);
    const shapes = new RegExp(shape);
    const spans: Span[] = [];
    for (let found = shapes.exec(text); found; found = shapes.exec(text)) {
      const [token] = found;
      const start = found.index;
      const end = start + token.length;
      const isCut = end >= cut && token.length >= leastCut && !isLetterOrDigit(text[start - 1]);
      if (token.length >= least || isCut) spans.push({ start, end });
      // What is too short may have run into the beginning of another.
      else shapes.lastIndex = start + 1;
    }
    return spans;
  };

/** What the shapes begin with. Most texts hold none of it, and are done after one look. */
const BEGINNINGS = /AKIA|ASIA|IQoJb3|oGZXIv|xox|xapp-|gh[pousr]_|github_pat_|LS0tLS1/i;
const shapeFinders = SHAPES.map(ofShape);
const findShapes: Finder = (text) =>
  BEGINNINGS.test(text) ? shapeFinders.flatMap((find) => find(text)) : [];

/** Parts of a JWT are base64url; the first, JSON of the header, begins with `{"`: eyJ (RFC 7515, section 3.1). */
const DOTTED_RUN = /[A-Za-z0-9_.-]+/g;
const LEAST_HEADER = 10;

const findJwts: Finder = (text) => {
  if (!text.includes('eyJ')) return [];
  const cut = cutOf(text);
  return [...text.matchAll(DOTTED_RUN)].flatMap(({ 0: run, index }): Span[] => {
    let at = index;
    for (const part of run.split('.')) {
      const inner = part.indexOf('eyJ');
      const end = at + part.length;
      if (inner >= 0 && part.length - inner >= LEAST_HEADER) {
        // A part follows, or the text is cut in this one or right behind it.
        const isWhole = end + 1 < index + run.length;
        if (isWhole || end + 1 >= cut) return [{ start: at + inner, end: index + run.length }];
      }
      at = end + 1;
    }
    return [];
  });
};

/** Not a word of a sentence: with a digit, with a capital inside, or too long. */
const looksRandom = (word: string): boolean =>
  /\d/.test(word) || /[a-z][A-Z]/.test(word) || word.length >= 30;

const SCHEMES = /bearer|basic/i;

/** `Bearer …` and `Basic …` without their header's name (RFC 6750, RFC 7617). */
const findSchemes: Finder = (text) =>
  SCHEMES.test(text)
    ? [...text.matchAll(/\b(?:bearer|basic)[ \t]{1,8}([A-Za-z0-9._~+/=-]{8,})/gi)].flatMap(
        ({ 0: all, 1: word = '', index }): Span[] =>
          looksRandom(word) ? [{ start: index + all.length - word.length, end: index + all.length }] : [],
      )
    : [];

const SPOKEN = /secret/i;

/** A secret access key in a sentence: what looks like one right after its name. */
const findSpokenKeys: Finder = (text) => {
  if (!SPOKEN.test(text)) return [];
  const name = /secret[\s_-]{0,3}access[\s_-]{0,3}key/gi;
  const value = /[^A-Za-z0-9+/]{0,12}(?:(?:is|was)[^A-Za-z0-9+/]{1,4})?([A-Za-z0-9+/]{16,}={0,2})/y;
  const spans: Span[] = [];
  while (name.exec(text)) {
    value.lastIndex = name.lastIndex;
    const key = value.exec(text)?.[1];
    if (key === undefined) continue;
    spans.push({ start: value.lastIndex - key.length, end: value.lastIndex });
    // Never look at the same characters twice.
    name.lastIndex = value.lastIndex;
  }
  return spans;
};

/** Finds what is a secret by its own looks, wherever it stands. */
export const tokenFinders: readonly Finder[] = [findShapes, findJwts, findSchemes, findSpokenKeys];
