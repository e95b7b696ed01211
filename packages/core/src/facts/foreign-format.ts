/** What a text that is no YAML looks like, for people; `null` where that is not known. Looks at its beginning. */
export function foreignFormat(text: string): string | null {
  const beginning = text.slice(0, 10_000);
  const isAssigned = /^[ \t]*[\w."-]+[ \t]*=/m.test(beginning);
  if (/^[ \t]*\[\[?[^\]\n=:,{}"']+\]\]?[ \t]*$/m.test(beginning) && isAssigned) return 'INI or TOML';
  if (/\{\{|\{%|<%/.test(beginning)) return 'a template that was not filled in';
  if (/^\s*<[?!a-z]/i.test(beginning)) return 'XML';
  return isAssigned ? 'INI, TOML or an environment file' : null;
}
