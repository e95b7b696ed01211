import type { Plan } from '../plan/plan.ts';

/** An id as an installation, or a machine, has one: 64 hex digits, made up. */
export const exampleId = '3f8a5c0e9b7d41268e4fa0c2d5b67183a9e0f4c1d28b573690ae7f1c4d2b8e65';

/** What the events of an example are sent under. */
export const exampleDistinctId = ({ identity }: Plan): string =>
  identity?.kind === 'none' ? '0d9e3c52-7a18-4f6b-8e21-5c4b3a2f1d06' : exampleId;
