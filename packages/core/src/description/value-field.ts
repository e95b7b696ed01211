import { valueSchema } from '../pipeline/event-schemas.ts';
import type { Value } from '../plan/values.ts';
import type { DescribedField, FieldKind, Origin } from './described.ts';
import { exampleOf } from './example-of.ts';

/** A declared value, and where it stands. */
export interface Declaration {
  readonly kind: FieldKind;
  readonly name: string;
  readonly value: Value;
  readonly origin: Origin;
  /** What it is part of: its reason and plan version hold where the value has none. */
  readonly of: { readonly why: string | null; readonly since: number };
}

/** The field that a declared value is sent as. */
export const valueField = ({ kind, name, value, origin, of }: Declaration): DescribedField => ({
  kind,
  flat: name,
  nested: null,
  schema: valueSchema(kind === 'gauge' ? { ...value, nullable: true } : value),
  optional: value.optional === true,
  freeText: 'freeText' in value ? value.freeText : null,
  why: value.why ?? of.why,
  since: value.since ?? of.since,
  example: exampleOf(value),
  origin,
});
