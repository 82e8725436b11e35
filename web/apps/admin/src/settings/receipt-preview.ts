import type { ReceiptLanguage } from '@novapos/api';

/** Characters in a line of a receipt: what an 80 mm printer holds. */
const WIDTH = 42;

/** The server's words and its way to write a moment (crates/order/src/paper/words), as far as the preview shows them. */
const printed: Record<ReceiptLanguage, { served: string; moment: string; thanks: string }> = {
  en: { served: 'Served by', moment: '2026-11-28 17:30', thanks: 'Thank you!' },
  de: { served: 'Bedient von', moment: '28.11.2026 17:30', thanks: 'Vielen Dank!' },
  fr: { served: 'Servi par', moment: '28/11/2026 17:30', thanks: 'Merci !' },
  es: { served: 'Atendido por', moment: '28/11/2026 17:30', thanks: '¡Gracias!' },
  it: { served: 'Servito da', moment: '28/11/2026 17:30', thanks: 'Grazie!' },
  nl: { served: 'Geholpen door', moment: '28-11-2026 17:30', thanks: 'Dank u wel!' },
};

type Sample = {
  language: ReceiptLanguage;
  header: string;
  footer: string;
  goods: string;
  store_name: string;
  series: string;
  cashier: string;
};

/** How the receipts of a store begin and end: set as the server sets them, so that the preview is what is printed. */
export function receiptPreview({ language, header, footer, goods, store_name, series, cashier }: Sample): string {
  const words = printed[language];
  const lines = linesOf(header);
  const head = lines.length === 0 ? [store_name] : lines;
  const last = linesOf(footer);
  const end = last.length === 0 ? [words.thanks] : last;
  return [
    ...head.flatMap((line) => wrapped(line).map(centred)),
    '-'.repeat(WIDTH),
    pair(`${series}-000042`, words.moment),
    pair(words.served, cashier),
    '-'.repeat(WIDTH),
    centred(goods),
    '-'.repeat(WIDTH),
    ...end.flatMap((line) => wrapped(line).map(centred)),
  ].join('\n');
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function centred(text: string): string {
  return ' '.repeat(Math.max(0, Math.floor((WIDTH - lengthOf(text)) / 2))) + text;
}

function pair(left: string, right: string): string {
  return left + ' '.repeat(Math.max(1, WIDTH - lengthOf(left) - lengthOf(right))) + right;
}

/** Broken at spaces, and within a word that is longer than a line. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && lengthOf(line) + 1 + lengthOf(word) <= WIDTH) {
      line = `${line} ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    const letters = [...word];
    while (letters.length > WIDTH) lines.push(letters.splice(0, WIDTH).join(''));
    line = letters.join('');
  }
  if (line !== '') lines.push(line);
  return lines;
}

function lengthOf(text: string): number {
  return [...text].length;
}
