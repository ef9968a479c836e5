import type { OperationSpec } from '../operation/operation.ts';
import type { Field, SourceName } from './field.ts';
import { fieldsOf } from './fields-of.ts';

/** What a person fills in to start an operation: what it acts on, and its input. */
export interface Form {
  readonly operation: string;
  readonly version: number;
  readonly summary: string;
  /** What its target is one of. */
  readonly target: SourceName;
  readonly fields: readonly Field[];
}

type Formed = Pick<OperationSpec, 'name' | 'version' | 'summary' | 'input' | 'lock'>;

/**
 * The form of an operation. Throws where its input has a field that no form can ask for: a programmer's fault, so make
 * every operation's form once when the process starts.
 */
export const formOf = (spec: Formed): Form => ({
  operation: spec.name,
  version: spec.version,
  summary: spec.summary,
  target: spec.lock,
  fields: fieldsOf(spec),
});
