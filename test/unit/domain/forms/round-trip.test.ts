import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formOn, NEW_FORM } from '../../../../sandbox/slack/fields/form.ts';
import { problemsOf } from '../../../../sandbox/slack/fields/problems.ts';
import { checkModal } from '../../../../sandbox/slack/views/check-view.ts';
import { formOf } from '../../../../src/domain/forms/form.ts';
import { formMetadata } from '../../../../src/domain/forms/metadata.ts';
import { readForm } from '../../../../src/domain/forms/read-form.ts';
import { submittedView } from '../../../../src/domain/forms/submitted.ts';
import { parseArguments } from '../../../../src/domain/grammar/operation-arguments.ts';
import { tokenize } from '../../../../src/domain/grammar/tokenize.ts';
import type { OperationSpec } from '../../../../src/domain/operation/operation.ts';
import { targetName } from '../../../../src/domain/target/service.ts';
import { chosenTarget } from '../../../../src/handlers/modal/fill-in.ts';
import { formReply } from '../../../../src/handlers/modal/form-reply.ts';
import { formView } from '../../../../src/views/modal/form-view.ts';
import { CHANNEL, OPERATOR, registry, TEAM } from '../../../support/values.ts';
import { operationWith } from './operations.ts';

const catalog = { services: [registry], channelStacks: new Map() };

/** A field of an input, with words that the field may take. */
interface Sample {
  readonly schema: z.ZodType;
  /** What a person types after the verb; undefined: nothing. */
  readonly words: fc.Arbitrary<string | undefined>;
}

/** What may stand after the target without its flag: one that must be said, so that it can't be taken for the next. */
const bare = (schema: z.ZodType, values: fc.Arbitrary<string>): Sample => ({
  schema: schema.meta({ typed: 'bare' }),
  words: values.map((value) => `${BARE}${value}`),
});
const BARE = 'bare:';

const named = (field: string): string => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
/** Words for a flag with a value; not those that phones and Slack write otherwise, which the tokenizer undoes. */
const valued = (field: string, value: fc.Arbitrary<string>) =>
  fc.option(
    value.map((text) => `--${named(field)} "${text}"`),
    { nil: undefined },
  );

const typed = fc
  .string({
    unit: fc.constantFrom(..."abcXYZ019 -–_/:.,!?*~`'éß漢🚀<>&;=#@\n\t"),
    minLength: 1,
    maxLength: 60,
  })
  .filter((text) => text.trim() !== '' && !/&(lt|gt|amp);/.test(text));

/** Slack's number fields and words alike write a number in digits. */
const whole = fc.integer({ min: -20, max: 20 }).map(String);
const decimal = fc.integer({ min: -2000, max: 2000 }).map((n) => (n / 100).toFixed(2));

const samples = (field: string): Sample[] => [
  { schema: z.string().trim().min(1).max(200).optional(), words: valued(field, typed) },
  { schema: z.string().max(60), words: typed.map((text) => `--${named(field)} "${text}"`) },
  { schema: z.string().default('as ever'), words: valued(field, typed) },
  { schema: z.coerce.number().int().min(-20).max(20).default(3), words: valued(field, whole) },
  { schema: z.int().optional(), words: valued(field, whole) },
  { schema: z.number().min(-20).max(20).optional(), words: valued(field, decimal) },
  { schema: z.enum(['slow', 'fast']).default('fast'), words: valued(field, fc.constantFrom('slow', 'fast')) },
  { schema: z.enum(['slow', 'fast']).optional(), words: valued(field, fc.constantFrom('slow', 'fast')) },
  ...[z.boolean().default(false), z.boolean().optional(), z.boolean().default(true)].map((schema) => ({
    schema,
    words: fc.constantFrom(undefined, `--${named(field)}`),
  })),
  bare(z.int().min(-20).max(20), whole),
  bare(z.enum(['slow', 'fast']), fc.constantFrom('slow', 'fast')),
  {
    schema: z.string().meta({ suggest: 'stack' }).optional(),
    words: valued(field, fc.constant('prod-us-east-1')),
  },
];

/** Words in any order, but for the target and what stands after it without a flag: these keep theirs. */
const shuffled = (words: readonly string[]): fc.Arbitrary<string[]> => {
  const ordered = [
    'registry',
    ...words.flatMap((word) => (word.startsWith(BARE) ? [word.slice(BARE.length)] : [])),
  ];
  const flags = words.filter((word) => !word.startsWith(BARE));
  const places = fc.tuple(...flags.map(() => fc.nat({ max: ordered.length })));
  return fc
    .tuple(fc.shuffledSubarray(flags, { minLength: flags.length }), places)
    .map(([said, at]) =>
      [undefined, ...ordered].flatMap((word, i) => [
        ...(word === undefined ? [] : [word]),
        ...said.filter((_, flag) => at[flag] === i),
      ]),
    );
};

/** Operations with any fields, and a command for each. */
const commands = fc
  .uniqueArray(fc.constantFrom('reason', 'dryRun', 'count', 'imageTag', 'speed', 'note'), { maxLength: 6 })
  .chain((fields) =>
    fc.tuple(...fields.map((field) => fc.constantFrom(...samples(field)).map((one) => ({ field, ...one })))),
  )
  .chain((fields) =>
    fc.tuple(...fields.map(({ words }) => words)).chain((words) =>
      shuffled(words.flatMap((one) => one ?? [])).map((line) => ({
        spec: operationWith(z.object(Object.fromEntries(fields.map(({ field, schema }) => [field, schema])))),
        text: `probe ${line.join(' ')}`,
      })),
    ),
  );

/** The form that the words open, as Slack's client shows it; handed in without a change. */
function handedIn(spec: OperationSpec, text: string) {
  const cut = tokenize(text);
  const words = cut.kind === 'tokens' ? cut.tokens.slice(1) : [];
  const actor = { kind: 'slack', team: TEAM, user: OPERATOR } as const;
  const reply = formReply({ catalog }, { actor, channel: CHANNEL, text }, spec, words);
  if (reply.kind !== 'form' || !('operation' in reply.form)) throw new Error(`no form for "${text}"`);
  const shown = checkModal(
    formView({
      form: formOf(spec),
      target: chosenTarget(catalog, reply.form.target),
      input: reply.form.input ?? {},
      place: { channel: CHANNEL },
    }),
  );
  if (!shown.ok) throw new Error(`Slack refuses the form: ${shown.messages.join(' ')}`);
  const { values } = formOn(shown.view.blocks, NEW_FORM);
  expect(problemsOf(shown.view.blocks, values), "Slack's client lets it go").toEqual({});
  const view = { id: 'V1', private_metadata: shown.view.private_metadata, state: { values } };
  const submitted = submittedView(JSON.parse(JSON.stringify(view)));
  if (!submitted) throw new Error('the submission cannot be read');
  expect(formMetadata(submitted.metadata)).toMatchObject({ operation: spec.name, channel: CHANNEL });
  return { byForm: readForm(spec, submitted.answers), byWords: parseArguments(spec, words) };
}

describe('words, filled into a form and handed in as they are', () => {
  it('mean what the words meant', () => {
    fc.assert(
      fc.property(commands, ({ spec, text }) => {
        const { byForm, byWords } = handedIn(spec, text);
        expect(byWords).toMatchObject({ kind: 'arguments' });
        expect(byForm).toEqual({
          kind: 'filled',
          target: targetName(registry),
          input: byWords.kind === 'arguments' ? byWords.input : undefined,
        });
      }),
      { numRuns: 500 },
    );
  });
});
