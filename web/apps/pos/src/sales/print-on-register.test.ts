import { expect, it, vi } from 'vitest';
import { printOnRegister } from './print-on-register';

const { POST } = vi.hoisted(() => ({ POST: vi.fn() }));
vi.mock('../session/api', () => ({ api: { http: { POST } } }));

const sheet = { id: 'sale', original: true, register_id: 'A1' };
const printed = { data: {}, response: new Response() };
const failed = { error: {}, response: new Response(null, { status: 502 }) };

it('asks once for a sheet that is on its way, and again after it failed', async () => {
  let answer: (said: unknown) => void = () => undefined;
  POST.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const both = [printOnRegister('sale', sheet), printOnRegister('sale', sheet)];
  expect(POST).toHaveBeenCalledTimes(1);
  answer(failed);
  for (const { status } of await Promise.allSettled(both)) expect(status).toBe('rejected');

  POST.mockResolvedValue(printed);
  await Promise.all([printOnRegister('sale', sheet), printOnRegister('sale', { ...sheet, id: 'copy' })]);
  expect(POST).toHaveBeenCalledTimes(3);
});
