export { httpSink, type HttpSinkOptions } from './http-sink.ts';
export type { RequestHeaders } from './message.ts';
export type { HttpAnswer } from './tell.ts';
