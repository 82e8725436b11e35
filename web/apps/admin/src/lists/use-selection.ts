import { useState } from 'react';

/** Which rows of a list are chosen. They are forgotten when the list becomes another one. */
export function useSelection(list: string) {
  const [chosen, setChosen] = useState<{ list: string; ids: ReadonlySet<string> }>({ list, ids: new Set() });
  const ids = chosen.list === list ? chosen.ids : new Set<string>();
  const set = (next: Iterable<string>) => setChosen({ list, ids: new Set(next) });
  return {
    ids,
    set,
    clear: () => set([]),
    toggle: (id: string) => set(ids.has(id) ? [...ids].filter((each) => each !== id) : [...ids, id]),
  };
}

export type Selection = ReturnType<typeof useSelection>;
