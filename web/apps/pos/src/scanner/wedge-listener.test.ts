// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { listenToWedge } from './wedge-listener';

let clock_ms = 1000;

function press(key: string, gap_ms: number) {
  clock_ms += gap_ms;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: clock_ms });
  const target = document.activeElement ?? document.body;
  const isLetThrough = target.dispatchEvent(event);
  if (isLetThrough && key.length === 1 && target instanceof HTMLInputElement) target.value += key;
  return isLetThrough;
}

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  document.body.replaceChildren();
});

function listen() {
  const onCode = vi.fn();
  stops.push(listenToWedge(window, onCode));
  return onCode;
}

it('takes a burst out of the field that had the focus', () => {
  const onCode = listen();
  const field = document.createElement('input');
  const onInput = vi.fn();
  field.addEventListener('input', onInput);
  document.body.append(field);
  field.value = 'milk';
  field.focus();
  clock_ms += 1000;
  for (const key of '40063813') press(key, 6);
  expect(press('Enter', 6)).toBe(false);
  expect(onCode).toHaveBeenCalledExactlyOnceWith('40063813');
  expect(field.value).toBe('milk');
  expect(onInput).toHaveBeenCalledOnce();
});

it('leaves typing alone', () => {
  const onCode = listen();
  const field = document.createElement('input');
  document.body.append(field);
  field.focus();
  for (const key of 'bread') press(key, 120);
  expect(press('Enter', 120)).toBe(true);
  expect(onCode).not.toHaveBeenCalled();
  expect(field.value).toBe('bread');
});

it('hears nothing after it was stopped', () => {
  const onCode = listen();
  stops.pop()?.();
  for (const key of '40063813') press(key, 6);
  press('Enter', 6);
  expect(onCode).not.toHaveBeenCalled();
});
