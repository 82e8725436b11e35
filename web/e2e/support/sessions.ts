import type { BrowserContext } from '@playwright/test';

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** Sign-ins that earlier journeys left open, by who it was: what is not about signing in goes on with one. */
const left = new Map<string, Cookies>();
const users = new WeakMap<BrowserContext, string>();

/** Whether somebody's sign-in was put into the browser. It may have ended since. */
export async function resumeSession(context: BrowserContext, email: string): Promise<boolean> {
  users.set(context, email);
  const cookies = left.get(email);
  left.delete(email);
  if (cookies) await context.addCookies(cookies);
  return cookies !== undefined;
}

/** Leaves the sign-in of a journey that is over to the next one. */
export async function leaveSession(context: BrowserContext): Promise<void> {
  const email = users.get(context);
  const cookies = await context.cookies();
  if (email && cookies.length > 0) left.set(email, cookies);
}
