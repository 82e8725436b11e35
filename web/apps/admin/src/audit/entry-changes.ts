export type EntryChange = { field: string; before: unknown; after: unknown };

/** The field of what has no fields: a state alone. */
export const WHOLE = '';

/** Which fields of a state are others now, in their order; of a state that is new or gone, all. Null is where there was nothing. */
export function changesOf(before: string | null | undefined, after: string | null | undefined): EntryChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** The fields of a state, without those that have no value. */
export function fieldsOf(text: string | null | undefined): Map<string, unknown> {
  if (!text) return new Map();
  const state = parsed(text);
  const fields = isRecord(state) ? Object.entries(state) : [[WHOLE, state] as const];
  return new Map(fields.filter(([, value]) => value !== null));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the API does not write as JSON stays the text that it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
