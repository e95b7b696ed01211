import type { Session } from '../lifecycle/session.ts';

/** When an application that runs elsewhere goes by what its places say here, in words. */
export function noticedWhen({ plan, config, noticed }: Session): string {
  const readsConfig = plan.consent.config !== undefined || plan.system?.config !== undefined;
  return [
    'A running application has environment variables of its own: those of this process are shown here.',
    ...(readsConfig ? [configNoticed(config.place, noticed)] : []),
    'What was switched off while it runs begins again when it is started again.',
  ].join(' ');
}

function configNoticed(place: string, noticed: Session['noticed']): string {
  switch (noticed) {
    case 'delivery':
      return (
        `It notices a change of ${place} before its next delivery, where it reads that with yamlFile; else before the first delivery after a minute, or when it is started again. ` +
        'While the file cannot be read or parsed, it sends nothing and deletes nothing, and tries again at least once a minute.'
      );
    case 'minute':
      return (
        'It asks for its config again before its next delivery, at most once a minute, and goes by the answer that it gets. ' +
        'While it gets none, it sends nothing and deletes nothing, and tries again at least once a minute.'
      );
    case 'start':
      return 'It has a config object of its own, which this process does not see: a change of the one shown here is noticed when it is started again.';
    case null:
      return 'It goes by its own config, which is not known here.';
  }
}
