export type Made = { taxes: boolean; goods: boolean; people: boolean };
export type StepName = 'shop' | 'taxes' | 'goods' | 'people' | 'sale';
export type Step = { name: StepName; isDone: boolean };

/** The way from a new shop to its first sale: each step is done when what it makes is there. */
export function stepsOf(made: Made): Step[] {
  return [
    { name: 'shop', isDone: true },
    { name: 'taxes', isDone: made.taxes },
    { name: 'goods', isDone: made.goods },
    { name: 'people', isDone: made.people },
    { name: 'sale', isDone: false },
  ];
}

export function nextOf(steps: readonly Step[]): StepName | null {
  return steps.find(({ isDone }) => !isDone)?.name ?? null;
}
