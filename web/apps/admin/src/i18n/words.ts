import { addWords, type WordsIn } from '@novapos/core';

export const firstWords: WordsIn = {
  en: () => import('./en/first').then((m) => m.first),
  de: () => import('./de/first').then((m) => m.first),
  ar: () => import('./ar/first').then((m) => m.first),
};

const laterWords: WordsIn = {
  en: () => import('./en/later').then((m) => m.later),
  de: () => import('./de/later').then((m) => m.later),
  ar: () => import('./ar/later').then((m) => m.later),
};

let coming: Promise<void> | null = null;

/** What every page needs but the first. What failed is tried anew. */
export function wordsOfPages(): Promise<void> {
  coming ??= addWords(laterWords).catch((error: unknown) => {
    coming = null;
    throw error;
  });
  return coming;
}
