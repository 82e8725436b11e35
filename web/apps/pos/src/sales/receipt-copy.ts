/** A receipt that was printed before says so on its first line, in the middle of the paper. */
export function markedCopy(text: string, word: string): string {
  const width = Math.max(...text.split('\n').map((line) => line.length));
  const mark = `*** ${word} ***`;
  return `${' '.repeat(Math.max(Math.floor((width - mark.length) / 2), 0))}${mark}\n${text}`;
}
