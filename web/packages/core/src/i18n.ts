import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import {
  direction,
  isTongue,
  LANGUAGE_KEY,
  type Language,
  language,
  PSEUDO,
  setLanguage,
  type Tongue,
} from './language';
import { formatNumber } from './number';

type Words = Readonly<Record<string, unknown>>;
/** Words that come together, fetched in the language that is spoken. */
export type WordsIn = Readonly<Record<Language, () => Promise<Words>>>;

const parts: WordsIn[] = [];

/** All text goes through `t()`. Before the first render, with the words that the first screen needs. */
export async function startI18n(first: WordsIn): Promise<void> {
  const starting = i18next.use(initReactI18next).init({
    lng: language(),
    load: 'currentOnly',
    fallbackLng: false,
    resources: {},
    interpolation: { useRawValueToEscape: true, escape: inserted },
  });
  await Promise.all([starting, addWords(first)]);
  setLanguage(language());
  // Another window of this device has chosen.
  window.addEventListener('storage', ({ key }) => {
    const chosen = key === LANGUAGE_KEY && localStorage.getItem(LANGUAGE_KEY);
    if (chosen && isTongue(chosen)) void speak(chosen);
  });
}

/** Words of a part of the app that is loaded later. */
export async function addWords(part: WordsIn): Promise<void> {
  if (!parts.includes(part)) parts.push(part);
  await fetchWords(part, language());
}

export async function chooseLanguage(chosen: Language): Promise<void> {
  localStorage.setItem(LANGUAGE_KEY, chosen);
  await speak(chosen);
}

async function speak(tongue: Tongue): Promise<void> {
  await Promise.all(parts.map((part) => fetchWords(part, tongue)));
  setLanguage(tongue);
  await i18next.changeLanguage(tongue);
}

async function fetchWords(part: WordsIn, tongue: Tongue): Promise<void> {
  const words =
    tongue === PSEUDO ? (await import('./pseudo-words')).pseudoWords(await part.en()) : await part[tongue]();
  i18next.addResourceBundle(tongue, 'translation', words, true);
}

const WRITTEN_RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A value inside a sentence: React escapes it, and what it is made of must not turn the sentence around. */
function inserted(value: unknown): string {
  const text = typeof value === 'number' ? formatNumber(value) : String(value);
  return direction() === 'rtl' || WRITTEN_RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
