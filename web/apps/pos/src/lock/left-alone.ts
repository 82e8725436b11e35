/** After so many minutes the till may lock by itself; 0 is never. */
export const lockAfterChoices = [0, 2, 5, 15] as const;
export type LockAfter = (typeof lockAfterChoices)[number];

const CHECK_EVERY_MS = 1000;
const signs = ['pointerdown', 'keydown', 'wheel'] as const;

/**
 * Acts once nobody has touched the page or pressed a key for so long, by the clock: also when the device slept meanwhile, and then
 * before the touch that wakes it counts. Returns how to stop.
 */
export function whenLeftAlone(target: EventTarget, limit_ms: number, act: () => void): () => void {
  let last_ms = Date.now();
  let isOver = false;
  const check = () => {
    if (isOver || Date.now() - last_ms < limit_ms) return;
    isOver = true;
    act();
  };
  const isThere = () => {
    check();
    last_ms = Date.now();
  };
  const timer = setInterval(check, CHECK_EVERY_MS);
  for (const sign of signs) target.addEventListener(sign, isThere, { capture: true, passive: true });
  return () => {
    clearInterval(timer);
    for (const sign of signs) target.removeEventListener(sign, isThere, { capture: true });
  };
}
