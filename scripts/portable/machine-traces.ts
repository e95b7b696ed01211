/** A line that only works on one machine. */
export interface Trace {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

/** The machine that the search runs on. */
export interface Here {
  readonly root: string;
  readonly home: string;
}

/** People of documentation and tests: `/home/ada` names nobody's machine. */
const nobody = 'ada|al|alice|anna|bob|example|hildegard|jane|me|name|node|runner|someone|user|username|you';

const patterns: readonly (readonly [why: string, pattern: RegExp])[] = [
  [
    'a registry host',
    /(?:^|[^\w.-])(?:registry|npm|npm\.pkg|pkgs)\.(?!example\b|test\b)[\w-]+\.(?:\w+\.)*[a-z]{2,}\b/i,
  ],
  ['a registry setting', /^\s*(?:[\w@/.:-]*:)?_?(?:registry|authToken)\s*=/],
  ['a home directory', new RegExp(`(?:^|[^\\w.~-])/(?:home|Users)/(?!(?:${nobody})\\b)[\\w.-]+`)],
  ['a home directory', /(?:^|[^\w.~-])\/root\/[\w.-]/],
  ['a home directory', new RegExp(`\\b[A-Za-z]:[\\\\/]+Users[\\\\/]+(?!(?:${nobody})\\b)[\\w.-]+`)],
];

/** Every line of a text that names a registry's host or a place on a machine, this one or another. */
export function machineTraces(file: string, text: string, here: Here): readonly Trace[] {
  const all = [...patterns, ...patternsOf(here), ...lockPatterns(file)];
  return text.split('\n').flatMap((content, index) => {
    const hit = all.find(([, pattern]) => pattern.test(content));
    return hit === undefined ? [] : [{ file, line: index + 1, why: hit[0] }];
  });
}

/** A checkout in `/app` or a home in `/root` is too common a word to search for: two segments are the least. */
function patternsOf({ root, home }: Here): readonly (readonly [string, RegExp])[] {
  return [root, home]
    .filter((path) => path.split(/[\\/]/).filter(Boolean).length >= 2)
    .map((path) => ['a path of this machine', new RegExp(`(?:^|[^\\w.-])${RegExp.escape(path)}(?![\\w-])`)]);
}

/** The lock file of a default registry holds no address at all. */
function lockPatterns(file: string): readonly (readonly [string, RegExp])[] {
  return file.endsWith('pnpm-lock.yaml') ? [['an address in the lock file', /https?:\/\//]] : [];
}
