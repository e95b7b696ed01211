export { consoleSink, type ConsoleSinkOptions } from './console-sink.ts';
export { formatEvent, type FormatOptions } from './format-event.ts';
export { inert, inertJson } from './inert.ts';
export { columnsOf, gutter, labelled, padTo, section, shortened, wrap, type Labelled } from './layout.ts';
export { formatLine, toLine } from './ndjson.ts';
export { painter, wantsColor, widthOf, type Paint, type Shade, type Terminal } from './terminal.ts';
export { write } from './write.ts';
