import type { Finding } from '../../lifecycle/options.ts';

export const well = (what: string, seen: string): Finding => ({ what, verdict: 'well', seen, todo: null });
export const skipped = (what: string, seen: string): Finding => ({ what, verdict: 'skipped', seen, todo: null });
export const warning = (what: string, seen: string, todo: string): Finding => ({
  what,
  verdict: 'warning',
  seen,
  todo,
});
export const failing = (what: string, seen: string, todo: string): Finding => ({
  what,
  verdict: 'failing',
  seen,
  todo,
});
