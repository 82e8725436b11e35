import type { Page, Route } from '@playwright/test';

/** An answer that is held back, until it is let go with what it shall be. */
export async function heldBack(page: Page, url: RegExp): Promise<(body: unknown) => Promise<void>> {
  let letGo: (body: unknown) => void = () => undefined;
  const body = new Promise<unknown>((resolve) => {
    letGo = resolve;
  });
  await page.route(url, async (route) => {
    if (isPage(route)) return route.continue();
    await route.fulfill({ json: await body });
  });
  return async (json) => letGo(json);
}

/** Every answer is a failure of the server until `page.unroute(url)`. */
export async function failing(page: Page, url: RegExp): Promise<void> {
  await page.route(url, (route) =>
    isPage(route)
      ? route.continue()
      : route.fulfill({ status: 500, json: { code: 'internal', detail: 'It broke. Try again.' } }),
  );
}

/** The app's own address may look like the API's. */
function isPage(route: Route): boolean {
  return route.request().resourceType() === 'document';
}
