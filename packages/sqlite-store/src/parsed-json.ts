/** What JSON says; `null` for what is none, as where a file was damaged. */
export function parsedJson(json: string | null): unknown {
  try {
    return JSON.parse(json ?? 'null');
  } catch {
    return null;
  }
}
