const SUGGESTIONS_MAX = 3;

/**
 * What a customer is likely to hand over for an amount: the next multiple of each note, above the amount itself (which has its own
 * button). 12.30 gives 15, 20, 50.
 */
export function cashSuggestions(due_minor: number, notes: readonly number[], limit = SUGGESTIONS_MAX): number[] {
  const rounded = notes.map((note) => Math.ceil(due_minor / note) * note);
  return [...new Set(rounded)]
    .filter((amount) => amount > due_minor)
    .sort((a, b) => a - b)
    .slice(0, limit);
}
