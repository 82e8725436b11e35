const marks = /\p{M}+/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII, of which these are a part.
const ascii = /^[\u0000-\u007f]*$/;

/** Text as the search compares it: lower case, without accents. Most names are plain, and need only the first. */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(marks, '').replaceAll('ß', 'ss').toLowerCase().normalize('NFC');
}
