/** The one line in which a child says what it measured. */
export const say = (figures: Readonly<Record<string, number>>): void =>
  void process.stdout.write(`${JSON.stringify(figures)}\n`);
