import type { CatalogItem, Variant } from '@novapos/api';
import { variantOf } from '../catalog/variant';

/** An option, and its values in the order that the shop gave them. */
export type Axis = { name: string; values: string[] };
/** The value that was chosen of each option, by the option's name. */
export type Choice = ReadonlyMap<string, string>;

export const nothingChosen: Choice = new Map();

/** What there is to choose among these. */
export function axesOf(members: readonly CatalogItem[]): Axis[] {
  const axes = new Map<string, Map<string, number>>();
  for (const { name, value, position } of members.flatMap(optionsOf)) {
    const values = axes.get(name) ?? new Map<string, number>();
    axes.set(name, values.set(value, position));
  }
  return [...axes].map(([name, values]) => ({
    name,
    values: [...values].sort(([, a], [, b]) => a - b).map(([value]) => value),
  }));
}

/** Those that have all that is chosen. */
export function matching<Item extends CatalogItem>(members: readonly Item[], choice: Choice): Item[] {
  return members.filter((member) => {
    const own = new Map(optionsOf(member).map(({ name, value }) => [name, value]));
    return [...choice].every(([name, value]) => own.get(name) === value);
  });
}

/** The values of this option that some have together with what is chosen of the others. */
export function possibleValues(members: readonly CatalogItem[], choice: Choice, axis: string): Set<string> {
  const others = new Map([...choice].filter(([name]) => name !== axis));
  return new Set(
    matching(members, others).flatMap((member) =>
      optionsOf(member).flatMap(({ name, value }) => (name === axis ? value : [])),
    ),
  );
}

/** What is chosen, and what is chosen with it because only one value is left of an option. */
export function settled(members: readonly CatalogItem[], choice: Choice): Choice {
  const left = matching(members, choice);
  const alone = axesOf(left).flatMap(({ name, values: [value, ...others] }) =>
    value !== undefined && others.length === 0 ? [[name, value] as const] : [],
  );
  return new Map([...choice, ...alone]);
}

/** The one that is chosen: its every option is. */
export function chosenOf<Item extends CatalogItem>(members: readonly Item[], choice: Choice): Item | null {
  const [only, ...others] = matching(members, settled(members, choice));
  return only && others.length === 0 ? only : null;
}

/** A touch on a value chooses it; on one that was chosen by a touch, takes that back. */
export function toggledChoice(choice: Choice, axis: string, value: string): Choice {
  const others = [...choice].filter(([name]) => name !== axis);
  return new Map(choice.get(axis) === value ? others : [...others, [axis, value]]);
}

function optionsOf(member: CatalogItem): Variant['options'] {
  return variantOf(member)?.options ?? [];
}
