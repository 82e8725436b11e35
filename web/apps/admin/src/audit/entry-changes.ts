export type EntryChange = { field: string; before: string | null; after: string | null };

/** The field of what has no fields: a state alone. */
const WHOLE = '';

/** Which fields of a state are others now, in their order; of a state that is new or gone, all. */
export function changesOf(before: string | null | undefined, after: string | null | undefined): EntryChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

function fieldsOf(text: string | null | undefined): Map<string, string> {
  if (!text) return new Map();
  const state = parsed(text);
  const isPlain = typeof state === 'object' && state !== null && !Array.isArray(state);
  const fields = isPlain ? Object.entries(state) : [[WHOLE, state] as const];
  return new Map(fields.filter(([, value]) => value !== null).map(([field, value]) => [field, textOf(value)]));
}

/** What the API does not write as JSON stays the text that it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, typeof value === 'object' ? 1 : 0);
}
