import { MASK } from './span.ts';

/** Shorter values would be found inside ordinary words. */
export const SHORTEST_LITERAL = 6;

const hex = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** Percent-encoding has more than one reading of which characters need it (RFC 3986, WHATWG URL). */
function percentEncoded(value: string): string[] {
  const usual = encodeURIComponent(value);
  const strict = usual.replace(/[!'()*]/g, (char) => hex(char.charCodeAt(0)));
  const form = new URLSearchParams({ v: value }).toString().slice(2);
  const whole = encodeURI(value);
  const upper = [usual, strict, form, whole];
  return [...upper, ...upper.map((text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))];
}

function inJson(value: string): string[] {
  const once = JSON.stringify(value).slice(1, -1);
  const twice = JSON.stringify(once).slice(1, -1);
  // Encoders of Go and of some web servers escape these too; some write any slash as `\/`.
  const safe = once.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
  return [once, twice, safe, once.replaceAll('/', '\\/')];
}

/** As Slack and XML want text (Slack: "Formatting text"). */
const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function base64(bytes: readonly number[]): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('=', '');
}

/**
 * What of a value's base64 doesn't depend on what stands before and behind it, for each of the three ways in which
 * it can fall into groups of three bytes: so it is found in the base64 of `user:value` too.
 */
function inBase64(value: string): string[] {
  const bytes = [...new TextEncoder().encode(value)];
  return [0, 1, 2].flatMap((before) => {
    const length = before + bytes.length;
    const text = base64([...Array<number>(before).fill(0), ...bytes]);
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor((length * 8) / 6);
    const sure = text.slice(first, last);
    return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/**
 * The forms in which a secret value may turn up: as it is, percent-encoded, in base64, escaped for JSON and for
 * Slack. Empty for a value that is too short, or that the mask itself holds.
 */
export function literalForms(secret: string): readonly string[] {
  const value = secret.toWellFormed();
  if (value.trim().length < SHORTEST_LITERAL || MASK.includes(value)) return [];
  const forms = [secret, ...percentEncoded(value), ...inJson(value), escaped(value), ...inBase64(value)];
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_LITERAL);
}
