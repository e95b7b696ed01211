export { posthogSink, type PosthogSinkOptions } from './posthog-sink.ts';
