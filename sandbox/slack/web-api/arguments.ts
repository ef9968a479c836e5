import { z } from 'zod';

/** A call's arguments as they came, without the token. */
export type RawArguments = Record<string, unknown>;

/** The arguments and the token of a call, or why the body can't be read. */
export type ReadBody =
  | { ok: true; args: RawArguments; token: string | undefined; tokenFrom: 'header' | 'form' }
  | { ok: false; error: 'invalid_form_data' | 'invalid_json' | 'json_not_object' | 'missing_post_type' };

const object = z.record(z.string(), z.unknown());

/** Parses JSON text; undefined when it isn't JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const bearer = (authorization: string | undefined): string | undefined =>
  authorization === undefined ? undefined : /^Bearer (.+)$/.exec(authorization)?.[1];

/**
 * Reads a call's body: a form, whose structured values are JSON text, or JSON. The token comes as a bearer or,
 * in a form only, as an argument. https://docs.slack.dev/apis/web-api/
 */
export const readBody = (headers: {
  contentType: string | undefined;
  authorization: string | undefined;
  body: string;
}): ReadBody => {
  const token = bearer(headers.authorization);
  const type = headers.contentType?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') {
    const value = parseJson(headers.body);
    if (value === undefined) return { ok: false, error: 'invalid_json' };
    const args = object.safeParse(value);
    return args.success
      ? { ok: true, args: args.data, token, tokenFrom: 'header' }
      : { ok: false, error: 'json_not_object' };
  }
  if (type === 'application/x-www-form-urlencoded' || headers.body === '') {
    const { token: inForm, ...args } = Object.fromEntries(new URLSearchParams(headers.body));
    return { ok: true, args, token: token ?? inForm, tokenFrom: token === undefined ? 'form' : 'header' };
  }
  return { ok: false, error: type === undefined ? 'missing_post_type' : 'invalid_form_data' };
};

/** A boolean, also as a form writes it. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((value) => value === true || value === 'true' || value === '1');

/** A whole number, also as a form writes it. */
export const wholeNumber = z.coerce.number().int();

/** A structured value, also as the JSON text a form carries. JSON text that can't be parsed stays text. */
export const structured = z.unknown().transform((value) => {
  if (typeof value !== 'string') return value;
  const parsed = parseJson(value);
  return parsed === undefined ? value : parsed;
});
