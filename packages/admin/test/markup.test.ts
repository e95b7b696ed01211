import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exact, html } from '../src/markup.ts';
import { visible } from '../src/visible.ts';

describe('a template', () => {
  test('escapes what is put into it, and leaves its own HTML as it is', () => {
    const link = html`<a href="${'/?a=1&b="2"'}">${`<b>'x'</b>`}</a>`;
    expect(html`<p>${link}${null}${undefined}${0}${['<', html`<br />`]}</p>`.text).toBe(
      '<p><a href="/?a=1&amp;b=&quot;2&quot;">&lt;b&gt;&#39;x&#39;&lt;/b&gt;</a>0&lt;<br /></p>',
    );
  });

  test('lets no text through that is more than text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const made = html`<p title="${text}">${text}</p>`.text.slice('<p title="'.length, -'</p>'.length);
        expect(made.replace('">', '')).not.toMatch(/[<>"'\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });

  test('gives a value of a field back as it was', () => {
    expect(exact('\u202E"<').text).toBe('\u202E&quot;&lt;');
  });
});

describe('what a browser would obey', () => {
  test('is shown as JSON writes it', () => {
    expect(visible('a\u0000\u001B[31m\u202Eb\u2028\u200D\uD800 ü 😀\n')).toBe(
      String.raw`a\u0000\u001b[31m\u202eb\u2028\u200d\ud800 ü 😀\n`,
    );
    expect(visible('\u{E0041}')).toBe(String.raw`\udb40\udc41`);
  });

  test('means the same in JSON, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = JSON.stringify({ text });
        expect(JSON.parse(visible(json))).toEqual(JSON.parse(json));
      }),
    );
  });
});
