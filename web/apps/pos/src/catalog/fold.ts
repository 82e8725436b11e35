const marks = /\p{M}+/gu;

/** Text as the search compares it: lower case, without accents. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(marks, '').replaceAll('ß', 'ss').toLowerCase().normalize('NFC');
}
