import { definePlan, oneOf } from '@plainsight/core';

/** Languages that the host has. */
export const languages = [
  'bg_BG',
  'cs_CZ',
  'de_DE',
  'el_GR',
  'en_US',
  'es_ES',
  'fi_FI',
  'fr_FR',
  'hu_HU',
  'it_IT',
  'nb_NO',
  'nl_NL',
  'pl_PL',
  'pt_BR',
  'ro_RO',
  'ru_RU',
  'sv_SE',
  'vi_VN',
  'zh_CN',
  'zh_TW',
] as const;

/** `equal` is the locale of the language. */
export const locales = ['equal', ...languages] as const;

export const consoleCommands = [
  'user:create',
  'firefly:instructions',
  'firefly-iii:upgrade-database',
  'firefly-iii:export-data',
] as const;

/** What Firefly III 5.2.8 collects, under its own keys. A usage event has one value; a report has one a gauge and feature. */
export default definePlan({
  service: 'firefly-iii',
  version: 1,
  maintainer: { name: 'James Cole', contact: 'james@firefly-iii.org' },
  why: 'To know how Firefly III is used, and what must go on to work.',
  never: [
    'anything financial: accounts, transactions, budgets, sums of any kind',
    'who the users are: names, addresses, passwords',
  ],
  consent: { default: 'off', config: 'SEND_TELEMETRY' },
  notice: { graceHours: 0 },
  submit: { everyHours: 168 },
  report: { name: 'weekly report', everyHours: 168, atStart: true, shape: 'flat' },
  gauges: {
    'system.users.count': { type: 'integer', minimum: 0, why: 'Whether one uses it alone, or a family, or a club.' },
  },
  features: {
    'config.firefly.default_language': oneOf(languages, 'DEFAULT_LANGUAGE', { why: 'Which translations are needed.' }),
    'system.database.driver': oneOf(['mysql', 'pgsql', 'sqlite'], 'DB_CONNECTION', {
      why: 'Which databases must be supported.',
    }),
  },
  events: {
    'system.users.count': {
      kind: 'recurring',
      everyDays: 7,
      why: 'When users come, said as one registers.',
      properties: { value: { type: 'integer', minimum: 0 } },
    },
    'user.preferences.language': {
      kind: 'once',
      why: 'Which translations are needed.',
      properties: { value: { enum: languages } },
    },
    'user.preferences.locale': {
      kind: 'once',
      why: 'Which forms of numbers and dates are needed.',
      properties: { value: { enum: locales } },
    },
    'system.php.version': {
      kind: 'once',
      why: 'Which versions of what it runs on must be supported.',
      properties: {
        value: { type: 'string', pattern: String.raw`^\d+\.\d+\.\d+[\w.+-]*$`, maxLength: 40, example: '24.11.0' },
      },
    },
    'system.os.version': {
      kind: 'once',
      why: 'Which operating systems must be supported.',
      properties: { value: { type: 'string', pattern: String.raw`^[\w.+~-]+$`, maxLength: 80, example: '6.12.57' } },
    },
    'system.os.is_docker': {
      kind: 'once',
      why: 'Whether the image for Docker is worth its work.',
      properties: { value: { type: 'boolean' } },
    },
    'system.command.executed': {
      kind: 'once',
      why: 'Which console commands are used at all.',
      properties: { value: { enum: consoleCommands } },
    },
    'system.command.errored': {
      kind: 'once',
      why: 'Which console commands need care.',
      properties: { value: { enum: consoleCommands } },
    },
  },
});
