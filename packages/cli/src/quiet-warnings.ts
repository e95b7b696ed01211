/** Warnings of Node about how it loads a plan: nothing that an operator could or should act on. */
const ofLoading = new Set(['MODULE_TYPELESS_PACKAGE_JSON']);

/** Keeps Node's warnings about loading a TypeScript plan, and about its SQLite, off stderr. All other warnings stay as they are. */
export const quietWarnings = (): void => {
  const listeners = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning: Error & { code?: string }) => {
    const experiment = warning.name === 'ExperimentalWarning' && /^(?:Type Stripping|SQLite) /u.test(warning.message);
    if (experiment || ofLoading.has(warning.code ?? '')) return;
    for (const listener of listeners) listener(warning);
  });
};
