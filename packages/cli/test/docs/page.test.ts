import { inert } from '@plainsight/console-sink';
import { describePlan, type DescribedField, type PlanDescription } from '@plainsight/core';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { compareLocks } from '../../src/docs/compare-locks.ts';
import { pathInWords } from '../../src/docs/field-name.ts';
import { lockText } from '../../src/docs/lock-file.ts';
import { lockOf } from '../../src/docs/lock.ts';
import { telemetryPage } from '../../src/docs/telemetry-page.ts';
import { plans } from './plans.ts';
import { allOf, codeBelow, readPage, textOf } from './read-page.ts';

const pageOf = (description: PlanDescription): string =>
  telemetryPage({ description, receivers: [], called: 'x telemetry', history: [] });

type Schema = { readonly properties?: { readonly [name: string]: Schema } };

/** Paths of all that is no object, by the schema of an event that receivers are given. */
const leavesOf = ({ properties }: Schema, path: readonly string[] = []): readonly (readonly string[])[] =>
  properties === undefined || (path.length === 0 && Object.keys(properties).length === 0)
    ? [path]
    : Object.entries(properties).flatMap(([name, of]) => leavesOf(of, [...path, name]));

const isEmptyObject = (path: readonly string[]): boolean => path[0] === 'telemetry_json' && path.length < 3;

describe('the page of any plan that definePlan takes', () => {
  test('names each of its fields, flat and nested, and each event, and has the words of the plan as they are', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const description = await describePlan(plan);
        const root = readPage(pageOf(description));
        const named = codeBelow(root, 'Every field');
        for (const { name, schema } of description.events) {
          expect(named).toContain(inert(name));
          const { properties } = (schema as Schema).properties ?? {};
          for (const path of leavesOf(properties ?? {})) {
            if (isEmptyObject(path)) continue;
            const below = path[1] === 'system' ? path.slice(2) : path.slice(3);
            expect(named).toContain(inert(path[0] === 'telemetry_json' ? pathInWords(below) : (path[0] ?? '')));
          }
        }
        const text = textOf(root);
        for (const said of [plan.why, ...plan.never, plan.maintainer.name]) {
          expect(text).toContain(inert(said.replaceAll(/\s+/gu, ' ').trim()));
        }
        const shared = codeBelow(root, 'What is shared, and why');
        for (const name of description.unsent) expect(shared).toContain(inert(name));
      }),
      { numRuns: 60 },
    );
  });

  test('is as inert as if it held plain words: no tag, link, picture or heading is the plan’s', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const page = pageOf(await describePlan(plan));
        const html = micromark(page, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
        const tags = new Set([...html.matchAll(/<\/?([a-zA-Z!][\w-]*)/gu)].map(([, tag]) => tag?.toLowerCase()));
        for (const tag of tags) expect(ours).toContain(tag);
        expect(html).not.toMatch(/<[^>]*\son\w+=/iu);
        for (const [, address = ''] of html.matchAll(/(?:href|src)="([^"]*)"/gu))
          expect(address).toMatch(/^(?:https?:|mailto:|#)/u);
        // What turns the direction of writing, or is not seen, is written as an escape.
        expect(page).not.toMatch(/[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u);
        const headings = allOf(readPage(page)).filter(({ type }) => type === 'heading');
        for (const heading of headings.filter(({ depth }) => depth === 2)) expect(titles).toContain(textOf(heading));
        const rows = allOf(readPage(page)).filter(({ type }) => type === 'table');
        for (const { children: lines = [] } of rows) {
          expect(new Set(lines.map(({ children = [] }) => children.length)).size).toBe(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('has a sample that its schema allows, and schemas that AJV compiles in its strictest mode', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { events, common } = await describePlan(plan);
        for (const { schema, sample, fields } of events) {
          const ajv = new Ajv({ strict: true, allErrors: true, logger: false });
          formats.default(ajv);
          const validate = ajv.compile(schema);
          if (![...common, ...fields].every(hasExample)) continue;
          expect([validate(sample), validate.errors]).toEqual([true, null]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is made of a lock that is the same when it is read again, and differs in nothing from itself', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const lock = lockOf(await describePlan(plan), null, []);
        expect(JSON.parse(lockText(lock))).toEqual(lock);
        expect(compareLocks(JSON.parse(lockText(lock)), lock, () => true)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

const hasExample = ({ example, schema }: DescribedField): boolean => example !== null || 'const' in schema;

const ours = ['h1', 'h2', 'h3', 'h4', 'p', 'ul', 'ol', 'li', 'a', 'em', 'strong', 'code', 'pre', 'blockquote'].concat([
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  '!--',
]);
const titles = [
  'Why',
  'What is shared, and why',
  'What is never shared',
  'A whole message',
  'Every field',
  'When it is sent',
  'Under which id',
  'Who receives it',
  'Commands that are run',
  'How to switch it off, or on',
  'See it, send it, delete it',
  'Have deleted what was received',
  'For your own users',
  'History',
];
