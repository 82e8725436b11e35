import { expect, it } from 'vitest';
import { withColleague } from './lock';

const at = (name: string, tenant_id = 'bakery') => ({ tenant_id, name, email: `${name}@bakery.example` });

it('has each colleague once, the last one first', () => {
  const all = [at('ada'), at('bo')];
  expect(withColleague(all, { ...at('bo'), name: 'Bo Berg' })).toEqual([{ ...at('bo'), name: 'Bo Berg' }, at('ada')]);
  expect(withColleague(all, at('ada', 'florist'))).toHaveLength(3);
});

it('remembers a few', () => {
  let all: readonly ReturnType<typeof at>[] = [];
  for (let n = 0; n < 10; n += 1) all = withColleague(all, at(`c${n}`));
  expect(all.map(({ name }) => name)).toEqual(['c9', 'c8', 'c7', 'c6', 'c5', 'c4', 'c3', 'c2']);
});
