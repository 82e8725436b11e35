/** What the apps speak, each named by itself. Texts are written in English first. */
export const languages = { en: 'English', de: 'Deutsch', ar: 'العربية' } as const;
export type Language = keyof typeof languages;

/** English made strange, by which text shows itself that is in no catalogue of messages. Nobody is offered it. */
export const PSEUDO = 'en-XA';
export type Tongue = Language | typeof PSEUDO;

// localStorage, because it can be read before the first paint.
export const LANGUAGE_KEY = 'novapos-language';
const RIGHT_TO_LEFT: readonly Tongue[] = ['ar'];

let current: Tongue | null = null;

export function language(): Tongue {
  current ??= pickLanguage(globalThis.localStorage?.getItem(LANGUAGE_KEY) ?? null, preferred());
  return current;
}

/** What was chosen on this device, else the first of the browser's languages that the apps speak, else English. */
export function pickLanguage(chosen: string | null, wanted: readonly string[]): Tongue {
  if (chosen !== null && isTongue(chosen)) return chosen;
  return wanted.map(primary).find(isTongue) ?? 'en';
}

export function isOffered(text: string): text is Language {
  return Object.hasOwn(languages, text);
}

export function isTongue(text: string): text is Tongue {
  return isOffered(text) || text === PSEUDO;
}

export function direction(): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.includes(language()) ? 'rtl' : 'ltr';
}

/** For the page as a whole: how it is read out, hyphenated and laid out. */
export function setLanguage(tongue: Tongue): void {
  current = tongue;
  document.documentElement.lang = tongue;
  document.documentElement.dir = direction();
}

/**
 * How numbers and dates are written: as the browser's own country has it where it speaks the language, with the digits of the keys and
 * the calendar of the ledgers.
 */
export function localeOf(tongue: Tongue, wanted: readonly string[]): string {
  const tag = wanted.find((each) => primary(each) === primary(tongue)) ?? primary(tongue);
  return new Intl.Locale(tag, { numberingSystem: 'latn', calendar: 'gregory' }).toString();
}

/** A formatter for each language in which it was asked for: making one is slow. */
export function byLocale<Format>(make: (locale: string) => Format): () => Format {
  const made = new Map<Tongue, Format>();
  return () => {
    const tongue = language();
    const known = made.get(tongue);
    if (known) return known;
    const format = make(localeOf(tongue, preferred()));
    made.set(tongue, format);
    return format;
  };
}

function primary(tag: string): string {
  return tag.split('-')[0] ?? tag;
}

function preferred(): readonly string[] {
  return globalThis.navigator?.languages ?? [];
}
