// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { Suspense, useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { lazyPart, preloadParts } from './lazy-part';

vi.mock('../i18n/words', () => ({ wordsOfParts: async () => undefined }));
afterEach(cleanup);

test('a part that is loaded is there in the render that asks for it', async () => {
  const Menu = lazyPart(async () => () => <p>Menu</p>);
  await preloadParts();
  render(
    <Suspense fallback="wait">
      <Menu />
    </Suspense>,
  );
  expect(screen.queryByText('Menu')).not.toBeNull();
});

test('a part that is not loaded comes when it is, and stays the same when it is drawn again', async () => {
  let born = 0;
  const Question = lazyPart<{ ask: string }>(async () => ({ ask }) => {
    const [number] = useState(() => ++born);
    return <p>{`${ask} ${number}`}</p>;
  });
  const shown = (ask: string) => (
    <Suspense fallback="wait">
      <Question ask={ask} />
    </Suspense>
  );
  const { rerender } = render(shown('How many?'));
  expect(screen.queryByText('wait')).not.toBeNull();
  const [, number] = (await screen.findByText(/How many/)).textContent?.split('? ') ?? [];
  rerender(shown('How much?'));
  expect(screen.queryByText(`How much? ${number}`)).not.toBeNull();
});
