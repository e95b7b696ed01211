import { describe, expect, it } from 'vitest';
import { classify } from '../../src/delivery/classify.ts';
import { PostError } from '../../src/delivery/post-error.ts';
import type { Answer } from '../../src/delivery/post.ts';
import type { Outcome } from '../../src/delivery/sink.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const hour = 60 * 60 * 1000;
const accepted: Outcome = { status: 'accepted' };

const outcomeOf = (kept: Answer | Error): Outcome =>
  classify(kept, { host: 'eu.i.posthog.com', now, receiptOf: (body) => (body === 'thanks' ? accepted : null) });

const answer = (status: number, rest: Partial<Answer> = {}): Answer => ({
  status,
  contentType: 'application/json',
  retryAfter: null,
  body: '',
  ...rest,
});

const errorWith = (code: string): PostError => new PostError('eu.i.posthog.com', Object.assign(new Error(), { code }));

describe('classify', () => {
  it('accepts only what the receiver itself acknowledged', () => {
    expect(outcomeOf(answer(200, { body: 'thanks' }))).toEqual(accepted);
    expect(outcomeOf(answer(202, { body: 'thanks' }))).toEqual(accepted);
  });

  it('passes on what the receiver says beside a receipt', () => {
    const limited: Outcome = { status: 'retry', why: 'over the quota', afterMillis: hour };
    const outcome = classify(answer(200), { host: 'h', now, receiptOf: () => limited });
    expect(outcome).toBe(limited);
  });

  it.each([
    [answer(200, { body: '<html>Sign in to this network</html>' }), '200, HTML'],
    [answer(200, { body: 'Sign in', contentType: 'text/html; charset=utf-8' }), '200, HTML'],
    [answer(200, { body: '' }), '200, empty'],
    [answer(200, { body: ' \n' }), '200, empty'],
    [answer(200, { body: '{"hello":1}' }), '200, not its receipt'],
    [answer(204), '204, empty'],
    [answer(204, { body: 'thanks' }), '204, not its receipt'],
    [answer(205, { body: 'thanks' }), '205, not its receipt'],
    [answer(101), '101'],
    [answer(301), '301'],
    [answer(302), '302'],
    [answer(304), '304'],
    [answer(307), '307'],
    [answer(308), '308'],
    [answer(407), '407'],
    [answer(511), '511'],
    [answer(511, { retryAfter: '5' }), '511'],
    [answer(999), '999'],
  ])('takes an answer that is not the receiver’s own for one of something between (%#)', (kept, what) => {
    expect(outcomeOf(kept)).toEqual({
      status: 'retry',
      why: `answered by something between us and eu.i.posthog.com (${what})`,
    });
  });

  it.each([408, 425, 429, 500, 501, 502, 503, 504, 507, 599])('tries again after %d', (status) => {
    expect(outcomeOf(answer(status))).toEqual({ status: 'retry', why: `eu.i.posthog.com answered ${status}` });
  });

  it.each([400, 413, 422])('says of %d that the batch was refused', (status) => {
    expect(outcomeOf(answer(status))).toEqual({ status: 'rejected', why: `eu.i.posthog.com answered ${status}` });
  });

  it.each([401, 402, 403, 404, 405, 410, 418, 451, 499])('says of %d that the configuration is at fault', (status) => {
    expect(outcomeOf(answer(status))).toEqual({
      status: 'retry',
      why: `eu.i.posthog.com answered ${status}`,
      fault: 'configuration',
    });
  });

  it.each([
    ['120', 120_000],
    [' 7 ', 7000],
    ['Sun, 01 Mar 2026 12:10:00 GMT', 600_000],
    ['86401', 24 * hour],
    ['9999999999', 24 * hour],
    ['Fri, 01 Jan 2027 00:00:00 GMT', 24 * hour],
  ])('waits as long as Retry-After says, a day at most: %s', (retryAfter, afterMillis) => {
    expect(outcomeOf(answer(429, { retryAfter }))).toMatchObject({ status: 'retry', afterMillis });
    expect(outcomeOf(answer(503, { retryAfter }))).toMatchObject({ status: 'retry', afterMillis });
  });

  it.each([
    ['120', undefined],
    ['Sun, 01 Mar 2026 12:10:00 GMT', true],
    ['Fri, 01 Jan 2027 00:00:00 GMT', true],
  ])('says of Retry-After whether others may have been told the same: %s', (retryAfter, byDate) => {
    const outcome = outcomeOf(answer(503, { retryAfter }));
    expect(outcome.status === 'retry' && outcome.byDate).toBe(byDate);
  });

  it.each([
    ['ERR_ENDLESS_INFORMATION', 'eu.i.posthog.com sent only informational answers (1xx)'],
    ['ERR_UNANSWERED', 'eu.i.posthog.com closed the connection without an answer'],
    ['ERR_ANSWER_CUT', 'eu.i.posthog.com closed the connection in the middle of its answer'],
    ['ERR_PROCESS_ENDS', 'the process ended before eu.i.posthog.com answered'],
  ])('says in words what is no code of the system: %s', (code, why) => {
    expect(outcomeOf(errorWith(code))).toEqual({ status: 'retry', why });
  });

  it('names the kind of an error that has no code, and shows no message', () => {
    const error = new PostError('eu.i.posthog.com', new RangeError('the secret is wrong'));
    expect(outcomeOf(error)).toEqual({ status: 'retry', why: 'no answer from eu.i.posthog.com (RangeError)' });
  });

  it.each([
    '',
    '0',
    '-5',
    '1.5',
    '1e3',
    'soon',
    'Sun, 01 Mar 2026 11:00:00 GMT',
    '2026-03-02',
    'Xyz, 99 Abc 2026 12:10:00 GMT',
  ])('ignores a Retry-After that names no time to come: “%s”', (retryAfter) => {
    expect(outcomeOf(answer(429, { retryAfter }))).not.toHaveProperty('afterMillis');
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'EPROTO', 'HPE_INVALID_CONSTANT'])(
    'tries again after %s',
    (code) => {
      expect(outcomeOf(errorWith(code))).toEqual({ status: 'retry', why: `no answer from eu.i.posthog.com (${code})` });
    },
  );

  it('tries again after its own time is over', () => {
    expect(outcomeOf(errorWith('ABORT_ERR'))).toEqual({
      status: 'retry',
      why: 'eu.i.posthog.com did not answer in time',
    });
  });

  it.each([
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('says of the certificate error %s that the configuration is at fault', (code) => {
    expect(outcomeOf(errorWith(code))).toEqual({
      status: 'retry',
      why: `the certificate of eu.i.posthog.com is not trusted (${code})`,
      fault: 'configuration',
    });
  });

  it('names the proxy that opened no tunnel', () => {
    const refused = Object.assign(new Error(), { code: 'ERR_PROXY_TUNNEL', statusCode: 407 });
    expect(outcomeOf(new PostError('eu.i.posthog.com', refused))).toEqual({
      status: 'retry',
      why: 'answered by something between us and eu.i.posthog.com (proxy, 407)',
    });
  });

  it('never repeats what was in the body or in an error’s text', () => {
    const secret = 'phc_secret';
    const cases = [
      answer(200, { body: secret }),
      answer(400, { body: secret }),
      answer(503, { body: secret, retryAfter: secret }),
      new PostError('eu.i.posthog.com', new Error(secret)),
      new Error(secret),
    ];
    for (const kept of cases) expect(JSON.stringify(outcomeOf(kept))).not.toContain(secret);
  });
});
