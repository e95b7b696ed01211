import type { DescribedField } from '@plainsight/core';
import { pathInWords } from './field-name.ts';
import { code, prose, table, valueCode } from './markdown.ts';
import { originInWords, typeInWords } from './words.ts';

/**
 * A table of fields. Where they stand nested as well, or only, the heading of that column names what they stand in, and the
 * cell the rest of the way.
 */
export const fieldTable = (fields: readonly DescribedField[], source: string | null): string => {
  const above = commonPath(fields);
  const nestedTitle = above.length === 0 ? 'Nested' : `In ${code(pathInWords(above))}`;
  const titles = ['Field', nestedTitle, 'What it may be', 'Example', source ?? '', 'Why', 'Since'];
  const rows = fields.map((field) => [
    field.flat === null ? null : code(field.flat),
    field.nested === null ? null : code(pathInWords(field.nested.slice(above.length))),
    typeInWords(field, valueCode),
    field.example === null ? noExample(field) : valueCode(field.example),
    source === null ? null : originInWords(field.origin, valueCode),
    field.why === null ? null : prose(field.why),
    String(field.since),
  ]);
  return table(titles, rows) ?? '';
};

/** A sample made up for a form that is not understood would mislead. */
const noExample = ({ schema }: DescribedField): string => ('pattern' in schema ? 'the plan gives none' : 'none');

/** What all nested fields of a table stand below: `telemetry_json.system` or `telemetry_json.enabledFeatures.feature`. */
const commonPath = (fields: readonly DescribedField[]): readonly string[] => {
  const nested = fields.find((field) => field.nested !== null);
  return nested?.nested?.slice(0, nested.kind === 'system' ? 2 : 3) ?? [];
};
