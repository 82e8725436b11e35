import { useSyncExternalStore } from 'react';

export const themeChoices = ['system', 'light', 'dark', 'contrast'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

// localStorage, because it can be read before the first paint; losing it costs nothing.
const KEY = 'novapos-theme';
const listeners = new Set<() => void>();
const wantsContrast = window.matchMedia('(prefers-contrast: more)');

export function themeChoice(): ThemeChoice {
  const stored = localStorage.getItem(KEY);
  return themeChoices.find((choice) => choice === stored) ?? 'system';
}

/** Call before the first render. High contrast is light or dark as the device is, and comes by itself where the device asks for it. */
export function applyTheme(): void {
  const choice = themeChoice();
  const { dataset } = document.documentElement;
  if (choice === 'light' || choice === 'dark') dataset['theme'] = choice;
  else delete dataset['theme'];
  dataset['contrast'] = choice === 'contrast' || wantsContrast.matches ? 'more' : 'normal';
}

export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const choice = useSyncExternalStore(subscribe, themeChoice);
  return [choice, chooseTheme];
}

function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(KEY, choice);
  applyTheme();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

wantsContrast.addEventListener('change', applyTheme);
