import { z } from 'zod';

const Choice = z.object({ value: z.string() });

/** What one element of a modal holds; which key it has depends on its type (Slack: view_submission, `state.values`). */
const Element = z.object({
  value: z.string().nullish(),
  selected_option: Choice.nullish(),
  selected_options: z.array(Choice).nullish(),
  selected_conversation: z.string().nullish(),
});

const Values = z.record(z.string(), z.record(z.string(), Element));

/** What a person typed or chose, by block; nothing is an empty list. Each of our blocks holds one element. */
export type Answers = ReadonlyMap<string, readonly string[]>;

/** Reads a modal's `state.values`; undefined where it isn't that. */
export function answersOf(values: unknown): Answers | undefined {
  const parsed = Values.safeParse(values);
  if (!parsed.success) return undefined;
  return new Map(
    Object.entries(parsed.data).map(([block, elements]) => [block, Object.values(elements).flatMap(given)]),
  );
}

const given = ({
  value,
  selected_option: option,
  selected_options: options,
  selected_conversation: conversation,
}: z.infer<typeof Element>): string[] =>
  [value, option?.value, ...(options ?? []).map((one) => one.value), conversation].flatMap((text) =>
    text === undefined || text === null || text === '' ? [] : [text],
  );
