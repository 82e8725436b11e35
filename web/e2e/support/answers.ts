import type { BrowserContext } from '@playwright/test';

/** Everything that the server says in words while the pages of this context are open. */
export function answersTo(context: BrowserContext): ReadonlySet<string> {
  const answers = new Set<string>();
  context.on('response', async (response) => {
    if (!response.headers()['content-type']?.includes('json')) return;
    // A page that is left takes its answers with it.
    for (const text of textsOf(await response.json().catch(() => null))) answers.add(text);
  });
  return answers;
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
