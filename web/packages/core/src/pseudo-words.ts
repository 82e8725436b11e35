const plain = 'aceginorsuyACEGINORSUY';
const strange = 'åçéĝîñöŕšûýÅÇÉĜÎÑÖŔŠÛÝ';

/** The words in brackets and with accents: still to be read, and never to be mistaken for text that is no word of ours. */
export function pseudoWords<Words>(words: Words): Words {
  if (typeof words === 'string') return pseudo(words) as Words;
  if (Array.isArray(words)) return words.map(pseudoWords) as Words;
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, pseudoWords(value)])) as Words;
}

function pseudo(text: string): string {
  const parts = text.split(/(\{\{[^}]*\}\})/);
  return `⟦${parts.map((part) => (part.startsWith('{{') ? part : accented(part))).join('')}⟧`;
}

function accented(text: string): string {
  return [...text].map((letter) => strange[plain.indexOf(letter)] ?? letter).join('');
}
