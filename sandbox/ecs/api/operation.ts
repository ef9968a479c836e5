import { z } from 'zod';
import type { World } from '../world/world.ts';
import { EcsError, invalidParameter } from './errors.ts';

/** Where a call arrived: the world, and the region that its signature names. */
export interface Scope {
  world: World;
  region: string;
}

/** An answer's body. Times are epoch seconds, as AWS JSON 1.1 has them. */
export type Answer = Readonly<Record<string, unknown>>;

/** One ECS call. `perform` throws an EcsError for what ECS refuses. */
export interface Operation {
  readonly name: string;
  perform(input: unknown, scope: Scope): Answer;
}

/** An operation whose input is parsed first; what doesn't fit is refused as ECS refuses it. */
export const operation = <S extends z.ZodType>(
  name: string,
  schema: S,
  run: (input: z.infer<S>, scope: Scope) => Answer,
): Operation => ({
  name,
  perform: (raw, scope) => {
    const parsed = schema.safeParse(raw);
    if (parsed.success) return run(parsed.data, scope);
    throw invalidParameter(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    );
  },
});

/** A call that this ECS doesn't know. */
export const unknownOperation = (name: string): EcsError =>
  new EcsError('UnknownOperationException', `The sandbox has no operation ${name}.`);

/** The parameter that says where to go on in a list. */
export const page = { maxResults: z.int().min(1).max(100).optional(), nextToken: z.string().optional() };

/** Cuts one page out of a list. The token is opaque to callers. */
export const cut = <T>(
  all: readonly T[],
  { maxResults, nextToken }: { maxResults?: number | undefined; nextToken?: string | undefined },
  usual = 100,
): { items: T[]; nextToken?: string } => {
  const from = nextToken === undefined ? 0 : Number(Buffer.from(nextToken, 'base64url').toString());
  if (!Number.isInteger(from) || from < 0) throw invalidParameter('Invalid token.');
  const to = from + (maxResults ?? usual);
  const items = all.slice(from, to);
  return to < all.length ? { items, nextToken: Buffer.from(String(to)).toString('base64url') } : { items };
};

/** Epoch seconds with milliseconds, as ECS sends times. */
export const seconds = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : ms / 1000;
