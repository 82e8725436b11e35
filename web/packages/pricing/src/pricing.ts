import { PricingError, type PricingErrorCode } from './errors';
import {
  cashRefund,
  formatMinorInput,
  foundPrice,
  lineQuote,
  parseMinorInput,
  priceForInput,
  quote,
  quoteInput,
  refundCashInput,
  refundLineInput,
  refundShareInput,
  settleInput,
  settlement,
} from './shapes';
import type {
  CashRefund,
  Currency,
  LineQuote,
  PriceEntry,
  PriceForInput,
  Quote,
  QuoteInput,
  RefundCashInput,
  RefundLineInput,
  RefundShareInput,
  SettleInput,
  Settlement,
} from './types';
import { type Codec, int, key, optional, Reader, text, Writer } from './wire';

/** What the module can be loaded from: its bytes, its compiled form, or the answer of a fetch. */
export type WasmSource = BufferSource | WebAssembly.Module | Response | PromiseLike<Response>;

interface Exports {
  memory: WebAssembly.Memory;
  np_alloc(length: number): number;
  np_free(pointer: number, length: number): void;
  /** `pointer << 32 | length` of the answer. */
  np_call(pointer: number, length: number): bigint;
}

/** The calls by the byte that names them. */
const calls = {
  quote: 0,
  settle: 1,
  refundLine: 2,
  refundShare: 3,
  refundCash: 4,
  priceFor: 5,
  parseMinor: 6,
  formatMinor: 7,
} as const;

const noLine = optional(key);

/**
 * The pricing engine of the server, in the browser. Once loaded every call is synchronous and depends on its input
 * alone; a refusal is thrown as `PricingError`.
 */
export class Pricing {
  readonly #exports: Exports;
  readonly #request = new Writer();

  private constructor(exports: Exports) {
    this.#exports = exports;
  }

  static async load(source: WasmSource): Promise<Pricing> {
    const instance = await instantiate(source);
    return new Pricing(instance.exports as unknown as Exports);
  }

  /** What a cart costs, lines returned in exchange included. */
  quote(input: QuoteInput): Quote {
    return this.#call(calls.quote, quoteInput, input, quote);
  }

  /** What is due with these tenders, and the change. */
  settle(input: SettleInput): Settlement {
    return this.#call(calls.settle, settleInput, input, settlement);
  }

  /** The part of a sold line that goes back with a quantity of it. */
  refundLine(input: RefundLineInput): LineQuote {
    return this.#call(calls.refundLine, refundLineInput, input, lineQuote);
  }

  /** The part of a line's total that goes back with a quantity of it. */
  refundShare(input: RefundShareInput): number {
    return this.#call(calls.refundShare, refundShareInput, input, int);
  }

  /** The cash to give back for a part of what was paid in cash. */
  refundCash(input: RefundCashInput): CashRefund {
    return this.#call(calls.refundCash, refundCashInput, input, cashRefund);
  }

  /** The price in force in a place at an instant, if any. */
  priceFor(input: PriceForInput): PriceEntry | null {
    return this.#call(calls.priceFor, priceForInput, input, foundPrice);
  }

  /** Reads `12.30`; neither locale nor symbol. */
  parseMinor(amount: string, currency: Currency): number {
    return this.#call(calls.parseMinor, parseMinorInput, { text: amount, currency }, int);
  }

  /** Writes `12.30`; neither locale nor symbol. */
  formatMinor(amount_minor: number, currency: Currency): string {
    return this.#call(calls.formatMinor, formatMinorInput, { amount_minor, currency }, text);
  }

  #call<Input, Output>(call: number, inputCodec: Codec<Input>, input: Input, outputCodec: Codec<Output>): Output {
    this.#request.clear();
    this.#request.byte(call);
    inputCodec.write(this.#request, input);
    const answer = this.#exchange(this.#request.written);
    if (answer.byte() === 1) return outputCodec.read(answer);
    throw new PricingError(answer.text() as PricingErrorCode, answer.text(), noLine.read(answer));
  }

  #exchange(request: Uint8Array): Reader {
    const { memory, np_alloc, np_call, np_free } = this.#exports;
    const pointer = np_alloc(request.length) >>> 0;
    let answer: bigint;
    try {
      new Uint8Array(memory.buffer, pointer, request.length).set(request);
      answer = BigInt.asUintN(64, np_call(pointer, request.length));
    } finally {
      np_free(pointer, request.length);
    }
    const start = Number(answer >> 32n);
    const length = Number(answer & 0xffffffffn);
    const bytes = new Uint8Array(memory.buffer, start, length).slice(); // by now the memory may have grown
    np_free(start, length);
    return new Reader(bytes);
  }
}

async function instantiate(source: WasmSource): Promise<WebAssembly.Instance> {
  if (source instanceof WebAssembly.Module) return WebAssembly.instantiate(source, {});
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return (await WebAssembly.instantiate(source, {})).instance;
  }
  return (await WebAssembly.instantiateStreaming(source as Response | PromiseLike<Response>, {})).instance;
}
