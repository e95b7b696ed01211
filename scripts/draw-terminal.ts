// Runs the Butler dry run and draws what it prints, colours and all, as docs/images/preview.svg: the picture of the
// README is real output. `pnpm picture` draws it anew.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const columns = 104;
const character = { width: 8.4, height: 19 };
const margin = 20;
const command = ['examples/butler/main.ts', 'telemetry', 'preview'];

const { stdout } = await promisify(execFile)(process.execPath, command, {
  env: { ...process.env, FORCE_COLOR: '1', COLUMNS: String(columns) },
});
const lines = ['$ npm start', '', ...stdout.trimEnd().split('\n')];
const width = Math.ceil(columns * character.width + 2 * margin);
const height = Math.ceil(lines.length * character.height + 2 * margin);
const rows = lines.map((line, index) => {
  const y = margin + (index + 0.75) * character.height;
  return `<text x="${margin}" y="${y.toFixed(1)}" xml:space="preserve">${spansOf(line)}</text>`;
});
await writeFile(
  'docs/images/preview.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">
<title>What the telemetry of Butler would send: a dry run on a terminal</title>
<style>
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #d8dee9 }
.bold { font-weight: 700 } .dim { opacity: .6 } .red { fill: #e06c75 } .green { fill: #98c379 } .yellow { fill: #e5c07b }
.cyan { fill: #56b6c2 }
</style>
<rect width="100%" height="100%" rx="10" fill="#1b1f27"/>
${rows.join('\n')}
</svg>
`,
);

/** One span for each run of text with the same shades. */
function spansOf(line: string): string {
  const on = new Set<string>();
  let column = 0;
  return line
    .split(/(\u001b\[\d+m)/u)
    .map((part) => {
      const [, code] = /^\u001b\[(\d+)m$/u.exec(part) ?? [];
      if (code !== undefined) {
        shade(on, code);
        return '';
      }
      if (part === '') return '';
      const x = (margin + column * character.width).toFixed(1);
      column += Array.from(part).length;
      const length = (Array.from(part).length * character.width).toFixed(1);
      return `<tspan x="${x}" textLength="${length}" class="${[...on].join(' ')}">${escaped(part)}</tspan>`;
    })
    .join('');
}

function shade(on: Set<string>, code: string): void {
  const shades: Record<string, string> = { 1: 'bold', 2: 'dim', 31: 'red', 32: 'green', 33: 'yellow', 36: 'cyan' };
  const name = shades[code];
  if (name !== undefined) on.add(name);
  if (code === '22') for (const weight of ['bold', 'dim']) on.delete(weight);
  if (code === '39') for (const colour of ['red', 'green', 'yellow', 'cyan']) on.delete(colour);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
