import { z } from 'zod';
import type { OperationSpec } from '../operation/operation.ts';

/**
 * What an operation takes besides its target, as help shows it and parsing reads it. What is typed `bare` stands after
 * the target without its flag, in the order of the fields: `scale registry 3`; with its flag it may stand anywhere.
 */
export interface Flag {
  /** As typed, without dashes: `no-wait`. */
  readonly flag: string;
  /** The field of the input. */
  readonly field: string;
  readonly takes: 'value' | 'nothing';
  readonly typed: 'flag' | 'bare';
  readonly description: string;
}

const Property = z.object({
  type: z.string().optional(),
  description: z.string().optional(),
  /** From the field's meta. */
  typed: z.enum(['flag', 'bare']).default('flag'),
});
const InputShape = z.object({ properties: z.record(z.string(), Property).default({}) });

const kebab = (field: string): string => field.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

/** The flags that an operation's input gives: booleans stand alone, everything else takes a value. */
export function flagsOf(spec: Pick<OperationSpec, 'input'>): readonly Flag[] {
  const known = flagsOfInput.get(spec.input);
  if (known) return known;
  const flags = readFlags(spec);
  flagsOfInput.set(spec.input, flags);
  return flags;
}

/** An input's flags never change, and making its JSON schema is slow beside everything else that a command needs. */
const flagsOfInput = new WeakMap<z.ZodObject, readonly Flag[]>();

function readFlags(spec: Pick<OperationSpec, 'input'>): Flag[] {
  const { properties } = InputShape.parse(z.toJSONSchema(spec.input, { io: 'input' }));
  return Object.entries(properties).map(([field, { type, description, typed }]) => ({
    flag: kebab(field),
    field,
    takes: type === 'boolean' ? 'nothing' : 'value',
    typed,
    description: description ?? '',
  }));
}

/** What stands after the target without a flag, in order. */
export const bareFlags = (spec: Pick<OperationSpec, 'input'>): readonly Flag[] =>
  flagsOf(spec).filter(({ typed }) => typed === 'bare');

/** How a flag is spoken of: `--reason`; what is typed bare is `COUNT`. */
export const flagName = ({ flag, typed }: Flag): string =>
  typed === 'bare' ? flag.toUpperCase() : `--${flag}`;
