import { connect } from 'node:net';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeIn, reasonOf } from '../src/index.ts';

const failure = (begun: Promise<unknown>): Promise<unknown> =>
  begun.then(
    () => null,
    (error: unknown) => error,
  );

/** What connecting to a name with two addresses rejects with where nobody listens at either. */
const refusedTwice = (): Promise<unknown> =>
  failure(
    new Promise((_, reject) => {
      const socket = connect({
        host: 'receiver.invalid',
        port: 1,
        lookup: (_name, _options, done) =>
          done(null, [
            { address: '127.0.0.1', family: 4 },
            { address: '127.0.0.2', family: 4 },
          ]),
      });
      socket.on('error', reject);
    }),
  );

const coded = (message: string, code: unknown, more: object = {}): Error =>
  Object.assign(new Error(message), { code, ...more });

describe('the reason of an error', () => {
  it('is what each address of a name answered, with the code', async () => {
    const error = await refusedTwice();
    expect(error).toMatchObject({ message: '' });
    expect(reasonOf(error)).toBe('connect ECONNREFUSED 127.0.0.1:1; connect ECONNREFUSED 127.0.0.2:1');
  });

  it('has the code of its cause, as fetch hides it there', async () => {
    const error = await failure(fetch('http://127.0.0.1:64999/'));
    expect(reasonOf(error)).toBe('fetch failed (ECONNREFUSED)');
    expect(reasonOf(new Error('no rows', { cause: await refusedTwice() }))).toBe('no rows (ECONNREFUSED)');
  });

  it.each<[string, unknown, string]>([
    ['its message', new Error('a bug'), 'a bug'],
    ['its code, without a message', coded('', 'EACCES'), 'EACCES'],
    ['a code that is a number', coded('  ', 14), '14'],
    ['its kind, without either', new TypeError(), 'TypeError'],
    ['that it says nothing, of an error that does', new Error(''), 'an error without a message was thrown'],
    ['its cause in words, where it has none itself', new Error('', { cause: new Error('a bug') }), 'a bug'],
    ['its message without its own code', coded('database is locked', 'ERR_SQLITE_ERROR'), 'database is locked'],
    [
      'the code of a cause once',
      new Error('open ENOENT', { cause: coded('', 'ENOENT', { cause: coded('', 'ENOENT') }) }),
      'open ENOENT',
    ],
    [
      'the code of a cause before what is to be done',
      new Error('the disk is full. Make room.', { cause: coded('', 'ENOSPC') }),
      'the disk is full (ENOSPC). Make room.',
    ],
    [
      'nothing of codes that are for programs',
      new Error('Update it.', { cause: coded('', 'newer-store') }),
      'Update it.',
    ],
    [
      'its parts, after its message',
      new AggregateError([new Error('a'), new Error('b')], 'all failed'),
      'all failed: a; b',
    ],
    ['each part once', new AggregateError([new Error('a'), new Error('a')]), 'a'],
    [
      'a few of many parts',
      new AggregateError(Array.from({ length: 9 }, (_, index) => new Error(`part ${index}`))),
      'part 0; part 1; part 2; and 6 more',
    ],
    ['the code of parts that say nothing', new AggregateError([coded('', 'ECONNRESET')]), 'ECONNRESET'],
    ['a message of another realm', { message: 'from elsewhere' }, 'from elsewhere'],
    ['what an object says of itself', { toString: () => 'a way of its own' }, 'a way of its own'],
    ['a string', 'broken', 'broken'],
    ['an empty string', ' ', 'an empty string was thrown'],
    ['a symbol', Symbol('broken'), 'Symbol(broken)'],
    ['nothing', undefined, 'undefined was thrown'],
    ['null', null, 'null was thrown'],
    ['a function, not its source', () => 'secret', 'a function was thrown'],
    ['an object', {}, 'something that has no text was thrown'],
    ['an object without a prototype', Object.create(null), 'something that has no text was thrown'],
    ['one line', new Error('one\n  two\r\n\u2028three'), 'one two three'],
    ['nothing that a terminal obeys', new Error('\u001B]0;title\u0007'), String.raw`\u{1b}]0;title\u{7}`],
  ])('is %s', (_, thrown, reason) => {
    expect(reasonOf(thrown)).toBe(reason);
  });

  it('ends with causes that go round in a circle', () => {
    const [one, other] = [coded('', 'ONE'), coded('', 'OTHER')];
    one.cause = other;
    other.cause = one;
    expect(reasonOf(new Error('lost', { cause: one }))).toBe('lost (ONE, OTHER)');
  });

  it('is one short line that can be seen, whatever is thrown', () => {
    // fast-check itself looks at values: it is given makers of them.
    const hostile = fc.constantFrom<(() => unknown)[]>(
      () => Object.defineProperty({}, 'message', { get: raise }),
      () => new Proxy(new Error('a'), { get: () => raise(), getPrototypeOf: () => raise() }),
      () => new Proxy([], { get: () => raise() }),
      revoked,
      () => ({ toString: () => ({}) }),
      () => ({ message: Symbol('s'), code: {}, errors: revoked(), cause: revoked() }),
      () => ({ errors: [revoked(), Object.create(null)] }),
      () => new Error('\u{1F600}'.repeat(10_000), { cause: coded('', 'E'.repeat(60)) }),
      () => new Error(' '.repeat(5000)),
      () => coded('', 'x'.repeat(100_000)),
      () => new AggregateError(Array.from({ length: 1000 }, () => new AggregateError([new Error('deep')]))),
    );
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withTypedArray: true });
    const error = fc
      .record({ message: fc.string({ unit: 'binary' }), code: fc.string(), cause: anything, errors: anything })
      .map(({ message, ...rest }) => Object.assign(new Error(message), rest));
    fc.assert(
      fc.property(fc.oneof(anything, error), hostile, (thrown, make) => {
        expect(reasonOf(thrown)).toMatch(/^\P{C}{1,500}$/u);
        expect(reasonOf(make())).toMatch(/^\P{C}{1,500}$/u);
      }),
    );
  });
});

const raise = (): never => {
  throw new Error('a getter of a host');
};

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe('codeIn', () => {
  it('reads the code of an error, also where errors of Node are of another realm, as in Jest', () => {
    const foreign: unknown = runInNewContext("Object.assign(new Error('no such file'), { code: 'ENOENT' })");
    expect(foreign).not.toBeInstanceOf(Error);
    expect(codeIn(foreign)).toBe('ENOENT');
    expect(codeIn(coded('no such file', 'ENOENT'))).toBe('ENOENT');
    for (const without of [null, undefined, 'ENOENT', new Error('ENOENT'), { code: 2 }])
      expect(codeIn(without)).toBeNull();
  });

  it('takes its own code before that of a part, and that before that of a cause', () => {
    const [part, cause] = [coded('no such file', 'ECONNREFUSED'), coded('no such file', 'ENOENT')];
    const all = new AggregateError([part], '', { cause });
    expect(codeIn(Object.assign(all, { code: 'EPIPE' }))).toBe('EPIPE');
    expect(codeIn(new AggregateError([part], '', { cause }))).toBe('ECONNREFUSED');
    expect(codeIn(new Error('no file', { cause }))).toBe('ENOENT');
  });
});
