import { cutOf, type Finder, type Span } from './span.ts';

/** Slashes may be escaped, once for each level of JSON in JSON. */
const ANCHOR = /:(?:\\{0,7}\/){2}/g;
/** Image references look like a user and a password: `docker://registry:latest`. */
const IMAGES = /(?:docker|oci|image|containerd|docker-daemon)$/i;
const LONGEST_SCHEME = 16;
/** A password with unencoded slashes is looked for so far. */
const LONGEST_PASSWORD = 256;

/**
 * The password of `scheme://user:password@host`. User and host stay. A password that holds an unencoded `/`, `?` or
 * `#` is found too, unless what stands before that is a port.
 */
const findPasswords: Finder = (text) => {
  if (!text.includes(':')) return [];
  const cut = cutOf(text);
  const authority = /[^\s"'`<>\\/?#]*/y;
  const generous = new RegExp(`[^\\s"'\`<>]{0,${LONGEST_PASSWORD}}`, 'y');
  return [...text.matchAll(ANCHOR)].flatMap(({ 0: anchor, index }): Span[] => {
    const from = index + anchor.length;
    authority.lastIndex = from;
    const strict = authority.exec(text)?.[0] ?? '';
    if (strict.startsWith('[')) return [];
    const colon = strict.indexOf(':');
    if (colon < 0) return [];
    const start = from + colon + 1;
    const at = strict.lastIndexOf('@');
    if (at > colon) return [{ start, end: from + at }];
    if (at >= 0 || /^\d*$/.test(strict.slice(colon + 1))) return [];
    generous.lastIndex = start;
    const far = generous.exec(text)?.[0].lastIndexOf('@') ?? -1;
    if (far > 0) return [{ start, end: start + far }];
    const isImage = IMAGES.test(text.slice(Math.max(0, index - LONGEST_SCHEME), index));
    return from + strict.length >= cut && !isImage ? [{ start, end: from + strict.length }] : [];
  });
};

/**
 * The path of an incoming webhook, a workflow's trigger or a response URL: who knows it may post (Slack: "Sending
 * messages using incoming webhooks", "Handling user interaction", response_url).
 */
const HOOK =
  /hooks\.slack(?:-gov)?\.com(?::\d{1,5})?(?:\\{0,7}\/|%2f)[a-z]{1,20}(?:\\{0,7}\/|%2f)((?:[^\s"'`<>|\\]|\\{1,7}\/)+)/gi;

const HOOK_HOST = /hooks\.slack/i;

const findHooks: Finder = (text) =>
  HOOK_HOST.test(text)
    ? [...text.matchAll(HOOK)].map(({ 0: all, 1: path = '', index }) => ({
        start: index + all.length - path.length,
        end: index + all.length,
      }))
    : [];

/** Finds secrets that are a part of an address. */
export const urlFinders: readonly Finder[] = [findPasswords, findHooks];
