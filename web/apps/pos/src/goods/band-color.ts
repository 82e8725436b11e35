import 'react';

declare module 'react' {
  interface CSSProperties {
    '--band'?: string;
  }
}

/** A category's own colour, which is data: it reaches the page through a custom property. */
export function bandColor(color: string | null | undefined): string {
  return color && /^#[0-9a-f]{6}$/i.test(color) ? color : 'var(--color-control)';
}
