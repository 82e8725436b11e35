/** These functions run in the page, so that what they measure has no driver in it. */

export type Scan = { code: string; isKnown: boolean };

/** Leaves the time of the first painted goods of this page in `window.sellReady_ms`. */
export function watchForGoods(): void {
  const watch = new MutationObserver(() => {
    if (!document.querySelector('ul[aria-label="Goods"] button')) return;
    watch.disconnect();
    requestAnimationFrame(() => {
      setTimeout(() => Object.assign(window, { sellReady_ms: performance.now() }), 0);
    });
  });
  watch.observe(document, { childList: true, subtree: true });
}

/** Dispatches each scan's keys, and takes the time from the first key until the frame with its line, or its notice, is painted. */
export async function timeScans({ scans, gap_ms }: { scans: Scan[]; gap_ms: number }): Promise<number[]> {
  const place = document.querySelector('main');
  const times: number[] = [];
  // Gaps of whole frames would begin each scan at the same moment of one.
  const gapAfter = (n: number) => gap_ms + ((7 * n) % 17);
  for (const { code, isKnown } of scans) {
    const lines = document.querySelectorAll('aside li').length;
    const isShown = () =>
      isKnown
        ? document.querySelectorAll('aside li').length > lines
        : (document.querySelector('[role=alert]')?.textContent?.includes(code) ?? false);
    const started = performance.now();
    const painted = new Promise<number>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${code} (${isKnown}) is not shown`)), 5000);
      const watch = new MutationObserver(() => {
        if (!isShown()) return;
        watch.disconnect();
        clearTimeout(late);
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now());
          channel.port2.postMessage(null);
        });
      });
      if (place) watch.observe(place, { childList: true, subtree: true, characterData: true });
    });
    for (const key of [...code, 'Enter']) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      document.body.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true, cancelable: true }));
    }
    times.push((await painted) - started);
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(gapAfter(times.length) - (performance.now() - started), 0)),
    );
  }
  return times;
}

/** Types each word letter by letter, and takes the time of every letter until the changed list is painted. */
export async function timeSearches({ words, gap_ms }: { words: string[]; gap_ms: number }): Promise<number[]> {
  const field = document.querySelector<HTMLInputElement>('input[aria-label="Search goods"]');
  const place = document.querySelector('ul[aria-label="Goods"]')?.parentElement?.parentElement;
  if (!field || !place) throw new Error('this is not the sale screen');
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  const times: number[] = [];
  const gapAfter = (n: number) => gap_ms + ((7 * n) % 17);
  const type = async (text: string): Promise<number | null> => {
    const started = performance.now();
    const painted = new Promise<number | null>((resolve) => {
      // A letter that changes nothing on screen has nothing to measure.
      const same = setTimeout(() => resolve(null), 400);
      const watch = new MutationObserver(() => {
        watch.disconnect();
        clearTimeout(same);
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now());
          channel.port2.postMessage(null);
        });
      });
      watch.observe(place, { childList: true, subtree: true, characterData: true });
    });
    setValue?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    const at = await painted;
    return at === null ? null : at - started;
  };
  for (const word of words) {
    for (let length = 1; length <= word.length; length += 1) {
      const time = await type(word.slice(0, length));
      if (time !== null) times.push(time);
      await new Promise((resolve) => setTimeout(resolve, gapAfter(times.length)));
    }
    await type('');
  }
  return times;
}
