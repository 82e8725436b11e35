/** Steps that people read at a glance, of a power of ten. */
const STEPS = [1, 2, 2.5, 5, 10];

/** The least round amount that holds the greatest of them: the top of a chart's scale. */
export function roundAbove(amount_minor: number): number {
  if (amount_minor <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(amount_minor));
  const step = STEPS.find((each) => each * power >= amount_minor) ?? 10;
  return Math.ceil(step * power);
}
