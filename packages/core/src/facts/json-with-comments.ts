/** What a text is as JSON with comments. */
export interface JsonWithComments {
  /** It begins with a bracket, after comments or none. YAML in its flow style does, too. */
  readonly beginsAsJson: boolean;
  /**
   * The JSON that it is, with spaces where comments and trailing commas stand, so that each line and column stays; `null` where
   * it is none.
   */
  readonly json: string | null;
}

export function jsonWithComments(text: string): JsonWithComments {
  if (!/^\s*[{[/]/.test(text)) return { beginsAsJson: false, json: null };
  const plain = text.replaceAll(comment, (found) => (found.startsWith('"') ? found : blank(found)));
  const json = plain.replaceAll(trailingComma, (found) => (found === ',' ? ' ' : found));
  const beginsAsJson = /^\s*[{[]/.test(plain);
  return { beginsAsJson, json: beginsAsJson && isJson(json) ? json : null };
}

/** A string, which is passed over, or a comment. */
const comment = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"|\/\/[^\n\r]*|\/\*[^]*?\*\//g;
/** A string, which is passed over, or a comma that nothing follows. */
const trailingComma = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"|,(?=\s*[}\]])/g;

const blank = (found: string): string => found.replaceAll(/[^\n\r]/g, ' ');

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
