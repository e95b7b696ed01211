/** Keys that stand more than once in one object of a JSON text, of which `JSON.parse` takes the last. `json`: it can be parsed. */
export function repeatedKeys(json: string): readonly string[] {
  const open: Set<string>[] = [];
  const repeated = new Set<string>();
  let last = '""';
  for (const [token] of json.matchAll(/"(?:\\.|[^"\\])*"|[{}[\]:]/g)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token !== ':') last = token;
    else {
      const key = String(JSON.parse(last));
      const seen = open.at(-1);
      if (seen?.has(key) === true) repeated.add(key);
      seen?.add(key);
    }
  }
  return [...repeated];
}
