import { z } from 'zod';
import type { DurationMs } from '../domain/clock.ts';
import { parseDuration, writeDuration } from './duration.ts';

/** A text value: what to write is said whether it is missing, of another type or wrong. */
export const text = (pattern: RegExp, write: string) =>
  z
    .string({
      error: ({ input }) =>
        input === undefined || input === null
          ? `is missing: write ${write}`
          : `isn't text: write ${write}, in quotes if need be`,
    })
    .regex(pattern, `isn't valid: write ${write}`);

const either = new Intl.ListFormat('en', { type: 'disjunction' });

/** One of some words; `more` follows them. */
export const choice = <const T extends readonly [string, ...string[]]>(options: T, more = '') =>
  z.enum(options, {
    error: ({ input }) =>
      `${input === undefined ? 'is missing' : "isn't valid"}: write ${either.format(options)}${more}`,
  });

const ACCOUNT_HINT = 'write its 12 digits in quotes, such as "012345678901", with leading zeros';

/** YAML reads an unquoted account as a number, and then its leading zeros are gone. */
const accountError = ({ input }: { readonly input?: unknown }): string => {
  if (typeof input !== 'number') return `is missing: ${ACCOUNT_HINT}`;
  const meant = String(input).padStart(12, '0');
  return `is a number to YAML, which drops leading zeros: ${/^\d{12}$/.test(meant) ? `write it in quotes, "${meant}"` : ACCOUNT_HINT}`;
};

/** An AWS account: its 12 digits as text. */
export const account = z
  .string({ error: accountError })
  .regex(/^\d{12}$/, `isn't an AWS account: ${ACCOUNT_HINT}`);

/** The name of an alarm of CloudWatch: 1 to 255 characters (CloudWatch API reference, PutMetricAlarm). */
export const alarmName = text(/^(?!arn:).{1,255}$/, 'the name of the CloudWatch alarm, not its ARN');

/** The id of a channel of Slack. */
export const channelId = text(
  /^[CG][A-Z0-9]+$/,
  "a Slack channel's id, such as C0CHANGES (the channel's details, at the bottom)",
);

/** Either the word `all` or a list of names, which are checked apart. */
export function allOr(list: string) {
  const error = `isn't valid: write all, or a list such as ${list}`;
  return z.union([z.literal('all'), z.array(z.string()).min(1, { error })], { error });
}

/** A duration within bounds, both ends included, as milliseconds. `hint` says what to write, and for what. */
export const duration = (hint: string, minimum: DurationMs, maximum: DurationMs) =>
  z
    .string({
      error: ({ input }) => {
        if (input === undefined || input === null) return `is missing: ${hint}`;
        return typeof input === 'number' ? `has no unit: ${hint}` : hint;
      },
    })
    .transform((written, context) => {
      const ms = parseDuration(written);
      if (ms === undefined) context.addIssue(`isn't a duration: ${hint}`);
      else if (ms < minimum) context.addIssue(`is too short: write at least ${writeDuration(minimum)}`);
      else if (ms > maximum) context.addIssue(`is too long: write at most ${writeDuration(maximum)}`);
      else return ms;
      return z.NEVER;
    });
