/** Whether a string has at most this many characters, a surrogate pair being one. Counts only where the number of code units does not tell. */
export const isWithin = (text: string, most: number): boolean =>
  text.length <= most || (text.length <= 2 * most && Array.from(text).length <= most);
