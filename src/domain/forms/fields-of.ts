import { z } from 'zod';
import type { OperationSpec } from '../operation/operation.ts';
import { type Field, SOURCE_NAMES } from './field.ts';

/** A field as its JSON schema tells it; `label`, `description` and `suggest` come from its meta. */
const Property = z.object({
  type: z.enum(['string', 'boolean', 'number', 'integer']),
  // Slack: a menu has 100 options, and an option's value 150 characters.
  enum: z.array(z.string().min(1).max(150)).min(1).max(100).optional(),
  label: z.string().min(1).optional(),
  description: z.string().optional(),
  suggest: z.enum(SOURCE_NAMES).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  minLength: z.number().default(0),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
type Property = z.infer<typeof Property>;

const Shape = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

/** Slack: a plain_text_input holds 3,000 characters. */
const TEXT_MAX = 3000;
/** What fits in a field of one line on a phone, more or less. */
const ONE_LINE = 150;

type Formed = Pick<OperationSpec, 'name' | 'input'>;

/** An input never changes, and making its JSON schema is slow beside everything else that opening a form needs. */
const fieldsOfInput = new WeakMap<z.ZodObject, readonly Field[]>();

/** The fields of an operation's input, in its order. Throws on one that no form can ask for. */
export function fieldsOf(spec: Formed): readonly Field[] {
  const known = fieldsOfInput.get(spec.input);
  if (known) return known;
  const { properties, required } = Shape.parse(
    z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'any' }),
  );
  const fields = Object.entries(properties).map(([name, raw]) => {
    const property = Property.safeParse(raw);
    if (!property.success) {
      const why = z.prettifyError(property.error);
      throw new Error(`operation ${spec.name}: no form can ask for the field "${name}": ${why}`);
    }
    return fieldOf(name, property.data, required.includes(name) ? 'required' : 'optional');
  });
  fieldsOfInput.set(spec.input, fields);
  return fields;
}

function fieldOf(name: string, property: Property, presence: Field['presence']): Field {
  const { label = sentence(spaced(name)), description = '', default: initial } = property;
  const common = { name, label, hint: sentence(description), presence };
  switch (property.type) {
    case 'boolean':
      return {
        ...common,
        kind: 'tick',
        unticked: presence === 'optional' && initial === undefined ? undefined : false,
        initial: initial === true,
      };
    case 'number':
    case 'integer':
      return {
        ...common,
        kind: 'number',
        digits: property.type === 'integer' ? 'whole' : 'decimal',
        ...bounds(property),
        ...(typeof initial === 'number' ? { initial } : {}),
      };
    case 'string':
      return textual(common, property, typeof initial === 'string' ? { initial } : {});
  }
}

type Common = Pick<Field, 'name' | 'label' | 'hint' | 'presence'>;

function textual(common: Common, property: Property, initial: { readonly initial?: string }): Field {
  const { enum: options, suggest, minLength, maxLength = TEXT_MAX } = property;
  if (options) return { ...common, kind: 'choice', options, ...initial };
  if (suggest) return { ...common, kind: 'suggested', source: suggest, ...initial };
  return {
    ...common,
    kind: 'text',
    lines: maxLength > ONE_LINE ? 'several' : 'one',
    minLength: Math.min(minLength, TEXT_MAX),
    maxLength: Math.min(maxLength, TEXT_MAX),
    ...initial,
  };
}

/** zod bounds every whole number by what JavaScript counts exactly; nobody needs to be told. */
function bounds({ minimum, maximum }: Property): { readonly min?: number; readonly max?: number } {
  const meant = (limit: number | undefined): limit is number =>
    limit !== undefined && Math.abs(limit) !== Number.MAX_SAFE_INTEGER;
  return { ...(meant(minimum) ? { min: minimum } : {}), ...(meant(maximum) ? { max: maximum } : {}) };
}

const spaced = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const sentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
