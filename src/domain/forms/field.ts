/** What a field's suggestions are taken from. A new kind of thing is one name here and one entry in the sources' table. */
export const SOURCE_NAMES = ['service', 'stack', 'image', 'deployment', 'silenceable'] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

interface Common {
  /** The input's own name for it. */
  readonly name: string;
  readonly label: string;
  /** What a person needs to know to fill it in; empty where the label says it all. */
  readonly hint: string;
  readonly presence: 'required' | 'optional';
}

/** A text. Lengths are in characters. */
export interface TextField extends Common {
  readonly kind: 'text';
  readonly lines: 'one' | 'several';
  readonly minLength: number;
  readonly maxLength: number;
  readonly initial?: string;
}

/** A number, decimal or whole. */
export interface NumberField extends Common {
  readonly kind: 'number';
  readonly digits: 'whole' | 'decimal';
  readonly min?: number;
  readonly max?: number;
  readonly initial?: number;
}

/** Yes or not. */
export interface TickField extends Common {
  readonly kind: 'tick';
  /** What no tick means to the input: false, or that nothing was said. */
  readonly unticked: false | undefined;
  readonly initial: boolean;
}

/** One of a few words. */
export interface ChoiceField extends Common {
  readonly kind: 'choice';
  readonly options: readonly string[];
  readonly initial?: string;
}

/** The name of something, found by typing a part of it. */
export interface SuggestedField extends Common {
  readonly kind: 'suggested';
  readonly source: SourceName;
  readonly initial?: string;
}

/** One thing that a form asks for. */
export type Field = TextField | NumberField | TickField | ChoiceField | SuggestedField;
