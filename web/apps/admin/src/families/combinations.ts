/** So many combinations are listed, to leave some of them out; of more, no list is made. */
export const COMBINATIONS_MAX = 400;

type Options = readonly { values: readonly string[] }[];

export function combinationCount(options: Options): number {
  return options.length === 0 ? 0 : options.reduce((count, { values }) => count * values.length, 1);
}

/** Every value of each option with every value of the others, in the options' order. None where there are too many to list. */
export function combinationsOf(options: Options): string[][] {
  if (options.length === 0 || combinationCount(options) > COMBINATIONS_MAX) return [];
  return options.reduce<string[][]>(
    (made, { values }) => made.flatMap((start) => values.map((value) => [...start, value])),
    [[]],
  );
}

/** The combination's name among the others. */
export function keyOf(values: readonly string[]): string {
  return JSON.stringify(values);
}

/** The combinations that the options have and no variant has taken. */
export function freeCombinations(options: Options, taken: readonly (readonly string[])[]): string[][] {
  const keys = new Set(taken.map(keyOf));
  return combinationsOf(options).filter((values) => !keys.has(keyOf(values)));
}
