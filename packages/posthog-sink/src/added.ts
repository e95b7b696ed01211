import type { AddedProperty, MessageKey } from '@plainsight/core';

/** What this package adds to the properties of every event, whatever the plan says. */
export const ownProperties = {
  $process_person_profile: false,
  $geoip_disable: true,
  $ip: '0.0.0.0',
} as const;

/** All that is added to the properties of an event, with what posthog-node itself adds. */
export const added: readonly AddedProperty[] = [
  { name: '$process_person_profile', value: 'false', why: 'PostHog makes no person profile of the id.' },
  { name: '$geoip_disable', value: 'true', why: 'PostHog does not look up where the sender is.' },
  { name: '$ip', value: '0.0.0.0', why: 'Without it, PostHog keeps the address that the request came from.' },
  { name: '$lib', value: 'posthog-node', why: 'The client library names itself.' },
  { name: '$lib_version', value: '5.70.0', why: 'The client library tells its version.' },
  { name: '$is_server', value: 'true', why: 'The client library says that it does not run in a browser.' },
];

/** What stands around the properties of events in a request. */
export const keys: readonly MessageKey[] = [
  { name: 'api_key', value: 'the key of the PostHog project, which can only add events' },
  { name: 'batch', value: 'the events' },
  { name: 'batch[].event', value: 'the name of the event' },
  { name: 'batch[].distinct_id', value: 'the id that the event is sent under' },
  { name: 'batch[].uuid', value: 'the id of the event itself, the same however often it is sent' },
  { name: 'batch[].timestamp', value: 'when it happened' },
  { name: 'batch[].properties', value: 'the properties of the event, and those that are added' },
  { name: 'sent_at', value: 'when the request was made' },
];
