import { readFile } from 'node:fs/promises';
import { toLine } from '@plainsight/console-sink';
import { lackingKeys, type DescribedKey } from '@plainsight/core';
import { Option } from 'commander';
import { lockText } from '../docs/lock-file.ts';
import { lockOption, pathOf, tell, type Told } from '../docs/told.ts';
import { isGiven, textOf } from '../given.ts';
import { checkPage, type Checked } from '../pages/check-page.ts';
import type { Verb, VerbCall } from '../verb.ts';
import { writeText } from '../write-text.ts';

/** Compares plan, lock file and page. With `--json` the `Checked` on one line. */
export const check: Verb = {
  name: 'check',
  summary: 'compare plan, lock file and page; for CI',
  does: 'check the plan',
  details:
    'Ends with 1 where they disagree, and says field by field how; --fix writes lock file and page. What the plan collects anew ' +
    'has to come with a new version of it, and --fix changes nothing of that. With --config the keys are listed that the plan ' +
    'looks up and this config lacks: they are unknown in reports, which a plan allows, so that only --strict fails for them.',
  options: [
    new Option('--fix', 'write lock file and page as they should be'),
    new Option('--page <file>', 'the page (default: TELEMETRY.md beside the plan or project)'),
    lockOption,
    new Option('--strict', 'fail for keys that the config lacks as well'),
  ],
  run: async (call) => {
    const { json, given, output, subject, called } = call;
    const told = await tell(call);
    const pagePath = pathOf(given, 'page', 'TELEMETRY.md', subject.folder);
    const page = await readPage(pagePath);
    const checked = await verdict(call, told, { path: pagePath, text: page });
    await output.print(json ? toLine(checked) : checkPage(checked, subject.command ?? called, output));
    return checked.ok ? 0 : 1;
  },
};

const verdict = async (
  call: VerbCall,
  told: Told,
  page: { readonly path: string; readonly text: string | null },
): Promise<Checked> => {
  const { given } = call;
  const { lock, nextLock, differences } = told;
  const problems = [
    ...(lock !== null && nextLock.version < lock.version
      ? [
          `The plan is version ${nextLock.version}, and was ${lock.version} before. Raise its version to ${lock.version} or more.`,
        ]
      : []),
    ...differences.flatMap(({ problem }) => (problem === null ? [] : [problem])),
  ];
  const isLockSame = lock !== null && lockText(lock) === lockText(nextLock);
  const isPageSame = page.text !== null && page.text.replaceAll('\r\n', '\n') === told.page;
  const lacking = await lackingIn(call);
  const isFixed = isGiven(given, 'fix') && problems.length === 0 && !(isLockSame && isPageSame);
  if (isFixed) {
    await writeText(told.lockPath, lockText(nextLock));
    await writeText(page.path, told.page);
  }
  const agrees = problems.length === 0 && (isFixed || (isLockSame && isPageSame));
  const isStrict = isGiven(given, 'strict');
  return {
    ok: agrees && !(isStrict && lacking.length > 0),
    fixed: isFixed,
    version: { lock: lock?.version ?? null, plan: nextLock.version },
    lock: { file: told.lockPath, state: lock === null ? 'missing' : isLockSame ? 'agrees' : 'differs' },
    page: { file: page.path, state: page.text === null ? 'missing' : isPageSame ? 'agrees' : 'differs' },
    lines: page.text === null || isPageSame || !isLockSame ? [] : changedLines(page.text, told.page),
    differences,
    problems,
    lacking,
  };
};

const readPage = (path: string): Promise<string | null> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });

/** Only of a config that was named: what a project has may be any operator's. */
const lackingIn = async ({ subject: { telemetry, options }, given }: VerbCall): Promise<readonly DescribedKey[]> => {
  const { config } = options;
  if (textOf(given, 'config') === undefined || config === undefined || !('kind' in config)) return [];
  const reading = await config.read();
  return lackingKeys(telemetry.plan, reading.config ?? {});
};

const mostLines = 10;

/** Lines of the one that the other has not, as many as one can take in. */
const changedLines = (is: string, should: string): readonly string[] => {
  const [has, wants] = [is.split('\n'), should.split('\n')];
  const [inPage, inPlan] = [new Set(has), new Set(wants)];
  const gone = has.filter((line) => line !== '' && !inPlan.has(line)).map((line) => `- ${line}`);
  const come = wants.filter((line) => line !== '' && !inPage.has(line)).map((line) => `+ ${line}`);
  return [...gone.slice(0, mostLines), ...come.slice(0, mostLines)];
};
