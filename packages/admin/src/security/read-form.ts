/** Most bytes of a form: a button has a token and no more. */
const mostBytes = 4096;

/** The fields of a form, or the status that it is refused with. */
export async function readForm(request: Request): Promise<URLSearchParams | 413 | 415> {
  const [type = ''] = (request.headers.get('Content-Type') ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded') return 415;
  const text = await readText(request);
  return text === null ? 413 : new URLSearchParams(text);
}

/** `null` for more than it may be: the rest is not read. */
async function readText({ headers, body }: Request): Promise<string | null> {
  if (Number(headers.get('Content-Length') ?? 0) > mostBytes) return null;
  const reader = body?.getReader();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const next = await reader?.read();
    if (next === undefined || next.done) return Buffer.concat(parts).toString('utf8');
    const part: unknown = next.value;
    if (!(part instanceof Uint8Array)) return null;
    bytes += part.byteLength;
    if (bytes > mostBytes) return null;
    parts.push(part);
  }
}
