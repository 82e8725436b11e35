import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Pricing, type PricingErrorCode, type QuoteInput } from '../src/index';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** The module that `npm run build` made. */
export async function loadPricing(): Promise<Pricing> {
  const bytes = await readFile(new URL('../dist/pricing.wasm', import.meta.url)).catch(() => {
    throw new Error('dist/pricing.wasm is missing: run `npm run build` in web/packages/pricing');
  });
  return Pricing.load(bytes);
}

/** What the native engine said: a result, or a refusal. */
export interface Expected {
  ok?: unknown;
  error?: { code: PricingErrorCode; message: string; line?: string };
}

export interface Call {
  call: string;
  input: Record<string, unknown>;
  expected: Expected;
}

export interface Cart {
  features: string[];
  calls: Call[];
}

/** Random carts with the answers of the native engine. */
export async function* nativeCarts(count: number, seed: number): AsyncGenerator<Cart, void, undefined> {
  let first = true;
  for await (const line of nativeLines(count, seed)) {
    if (!first) yield JSON.parse(line) as Cart;
    first = false;
  }
}

/** The codes of all refusals that the native engine knows. */
export async function nativeCodes(): Promise<string[]> {
  const codes: string[] = [];
  for await (const line of nativeLines(0, 0)) codes.push(...(JSON.parse(line) as { codes: string[] }).codes);
  return codes;
}

async function* nativeLines(count: number, seed: number): AsyncGenerator<string, void, undefined> {
  const command = ['run', '--quiet', '-p', 'pricing', '--example', 'random_carts', '--', String(count), String(seed)];
  const cargo = spawn('cargo', command, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(cargo, 'exit');
  try {
    yield* createInterface({ input: cargo.stdout });
    const [status] = await ended;
    if (status !== 0) throw new Error(`cargo ended with ${status}`);
  } finally {
    cargo.kill(); // in case the reader has seen enough
  }
}

/** A random cart of this many lines that the engine accepts. */
export async function cartOf(lines: number): Promise<QuoteInput> {
  for await (const cart of nativeCarts(400, 7)) {
    const quoted = cart.calls.find(({ call, expected }) => call === 'quote' && expected.ok);
    const input = quoted?.input as QuoteInput | undefined;
    if (input && input.lines.length >= lines && !input.returned?.length) {
      return { ...input, lines: input.lines.slice(0, lines) };
    }
  }
  throw new Error(`no cart of ${lines} lines`);
}
