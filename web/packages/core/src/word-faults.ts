type Texts = ReadonlyMap<string, string>;

/**
 * What types can't see of a translation: each text must insert the same values as the English one. Only where the form of a plural says
 * the number itself ("two sales") may the number be left out.
 */
export function wordFaults(english: object, translated: object): string[] {
  const source = textsOf(english);
  return [...textsOf(translated)].flatMap(([key, text]) => {
    const like = sourceOf(source, key);
    if (like === undefined) return [`${key}: no such English text`];
    if (text.trim() === '') return [`${key}: empty`];
    const wanted = insertedIn(like);
    const given = insertedIn(text);
    const isSpelledOut = /_(zero|one|two)$/.test(key);
    const missing = wanted.filter((name) => !given.includes(name) && !(isSpelledOut && name === 'count'));
    const extra = given.filter((name) => !wanted.includes(name));
    return [
      ...missing.map((name) => `${key}: without {{${name}}}`),
      ...extra.map((name) => `${key}: {{${name}}} is nothing`),
    ];
  });
}

/** By their keys, as `t()` takes them. */
export function textsOf(words: object, path = ''): Texts {
  return new Map(
    Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...textsOf(value as object, `${path}${key}.`)],
    ),
  );
}

/** A language may have more forms of a plural than English has. */
function sourceOf(source: Texts, key: string): string | undefined {
  return source.get(key) ?? source.get(key.replace(/_(zero|two|few|many)$/, '_other'));
}

function insertedIn(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
}
