import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

test.skip(
  !process.env['NOVAPOS_URL']?.startsWith('https:'),
  'tools/https-journeys.sh runs it, as a tablet would: over https, at an address of the network',
);

test('a tablet that trusts the shop has all that https gives, and sells', async ({ till, shop }) => {
  const product = await shop.makeProduct('Over https', 450);
  const register = await shop.register(await shop.store(demo.store));
  await till.open();
  const given = await till.page.evaluate(async () => {
    const worker = await navigator.serviceWorker.ready;
    return {
      host: location.hostname,
      isSecure: isSecureContext,
      worker: worker.active?.scriptURL,
      camera: typeof navigator.mediaDevices?.getUserMedia,
      keys: typeof crypto.subtle?.digest,
    };
  });
  expect(given).toMatchObject({ isSecure: true, camera: 'function', keys: 'function' });
  expect(given.worker).toMatch(/^https:\/\/.*\/pos\/sw\.js$/);
  expect(['localhost', '127.0.0.1']).not.toContain(given.host);
  await till.touch(product.name);
  await till.exact.tap();
  const label = await till.expectDone('€0.00');
  const [order] = await shop.orders(register);
  expect(order).toMatchObject({ receipt_label: label, total_minor: 450 });

  // What it was given works without the server, too: that is what the worker is for.
  await till.page.context().setOffline(true);
  await till.page.reload();
  await till.search.fill(product.name);
  await expect(till.tile(product.name)).toBeVisible();
});

test('a browser that does not trust it says so', async ({ browser }) => {
  const context = await browser.newContext({ clientCertificates: [] });
  const page = await context.newPage();
  const wrong = new URL(process.env['NOVAPOS_URL'] ?? '');
  wrong.hostname = '127.0.0.2';
  await expect(page.goto(wrong.href)).rejects.toThrow(/ERR_CERT_COMMON_NAME_INVALID/);
  await context.close();
});
