/** A number with its thing, for people: `1 event`, `2 events`. `things`: where the plural is not made with an `s`. */
export const many = (count: number, thing: string, things = `${thing}s`): string =>
  `${count} ${count === 1 ? thing : things}`;
