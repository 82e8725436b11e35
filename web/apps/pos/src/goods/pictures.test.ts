import { expect, it } from 'vitest';
import { Pictures } from './pictures';

const hash = (letter: string) => letter.repeat(64);

function device() {
  const kept = new Map<string, Response>();
  const asked: string[] = [];
  const open: (() => void)[] = [];
  const state = { isAway: false, now_ms: 0, atOnce: 0, atOnceMost: 0, isSlow: false };
  const cache = {
    match: async (address: string) => kept.get(address)?.clone(),
    put: async (address: string, answer: Response) => void kept.set(address, answer),
    keys: async () => [...kept.keys()],
    delete: async (address: string) => kept.delete(address),
  } as unknown as Cache;
  const pictures = new Pictures({
    kept: async () => cache,
    fetch: async (name) => {
      asked.push(name);
      state.atOnce += 1;
      state.atOnceMost = Math.max(state.atOnceMost, state.atOnce);
      if (state.isSlow) await new Promise<void>((resolve) => open.push(resolve));
      state.atOnce -= 1;
      if (state.isAway) throw new Error('no network');
      return new Blob([name]);
    },
    now_ms: () => state.now_ms,
  });
  return { pictures, asked, open, state };
}

it('asks for a picture once, and shows it without a network after that', async () => {
  const { pictures, asked, state } = device();
  const both = await Promise.all([pictures.of(hash('a')), pictures.of(hash('a'))]);
  expect(await both[0]?.text()).toBe(hash('a'));
  state.isAway = true;
  expect(await (await pictures.of(hash('a')))?.text()).toBe(hash('a'));
  expect(asked).toEqual([hash('a')]);
});

it('leaves one that did not come alone for a minute', async () => {
  const { pictures, asked, state } = device();
  state.isAway = true;
  expect(await pictures.of(hash('a'))).toBeNull();
  state.isAway = false;
  state.now_ms = 59_999;
  expect(await pictures.of(hash('a'))).toBeNull();
  state.now_ms = 60_000;
  expect(await pictures.of(hash('a'))).not.toBeNull();
  expect(asked).toHaveLength(2);
});

it('asks for no more than three at once', async () => {
  const { pictures, asked, open, state } = device();
  state.isSlow = true;
  const all = Promise.all(['a', 'b', 'c', 'd', 'e'].map((letter) => pictures.of(hash(letter))));
  while (asked.length < 5) {
    await new Promise((resolve) => setTimeout(resolve));
    open.shift()?.();
  }
  while (open.length > 0) open.shift()?.();
  await all;
  expect(state.atOnceMost).toBe(3);
});
