import type { WordsIn } from '@novapos/core';

/** Everything that the portal says. */
export const words: WordsIn = {
  en: () => import('./en').then((m) => m.en),
  de: () => import('./en').then((m) => m.en),
  ar: () => import('./en').then((m) => m.en),
};
