/**
 * Node's own timers: the global ones are those of a browser in Electron and jsdom, and stand still where a host's test has put
 * fake ones in their place. Not imported: the import of a module of Node costs more than telemetry that is off may.
 */
export const { clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } =
  process.getBuiltinModule('node:timers');
