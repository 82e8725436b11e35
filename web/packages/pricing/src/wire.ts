import { PricingError } from './errors';

/**
 * The binary form in which values cross the border of the module, as `wire.rs` of the crate `pricing-wasm` has it:
 * little-endian; a whole number is 8 bytes, a flag or a choice 1, a key its 16 bytes, a text or a list its length in 4
 * bytes and its content, an optional value a flag and, if set, the value; a struct its fields in order.
 */
export interface Codec<T> {
  write(to: Writer, value: T): void;
  read(from: Reader): T;
}

const HIGH = 0x1_0000_0000;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

function badInput(what: string): PricingError {
  return new PricingError('bad_input', what, null);
}

/** Bytes that grow as they are written. */
export class Writer {
  #bytes = new Uint8Array(8192);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** Starts again. */
  clear(): void {
    this.#length = 0;
  }

  /** What was written since, until the next write. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  byte(value: number): void {
    const at = this.#grow(1);
    this.#bytes[at] = value;
  }

  count(value: number): void {
    const at = this.#grow(4);
    this.#view.setUint32(at, value, true);
  }

  int(value: number): void {
    if (!Number.isSafeInteger(value)) throw badInput(`${value} is not a whole number`);
    const at = this.#grow(8);
    this.#view.setInt32(at, value, true); // the low half: taken modulo 2^32
    this.#view.setInt32(at + 4, Math.floor(value / HIGH), true);
  }

  text(value: string): void {
    if (typeof value !== 'string') throw badInput(`${value} is not a text`);
    const at = this.#grow(4 + 3 * value.length);
    const length = this.#ascii(value, at + 4) ?? encoder.encodeInto(value, this.#bytes.subarray(at + 4)).written;
    this.#view.setUint32(at, length, true);
    this.#length = at + 4 + length;
  }

  /** Writes a short text of ASCII, which nearly every text is, and tells its length. */
  #ascii(value: string, at: number): number | null {
    if (value.length > 64) return null;
    for (let place = 0; place < value.length; place += 1) {
      const code = value.charCodeAt(place);
      if (code > 127) return null;
      this.#bytes[at + place] = code;
    }
    return value.length;
  }

  key(value: string): void {
    if (typeof value !== 'string' || value.length !== 36) throw badInput(`${value} is not a UUID with hyphens`);
    let at = this.#grow(16);
    for (let place = 0; place < 36; place += 2) {
      if (place === 8 || place === 13 || place === 18 || place === 23) {
        if (value.charCodeAt(place) !== 45) throw badInput(`${value} is not a UUID with hyphens`);
        place += 1;
      }
      this.#bytes[at] = (hexDigit(value, place) << 4) | hexDigit(value, place + 1);
      at += 1;
    }
  }

  /** Makes room for more bytes and tells where they go. */
  #grow(more: number): number {
    const at = this.#length;
    this.#length += more;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
}

function hexDigit(text: string, place: number): number {
  const digit = HEX_VALUES[text.charCodeAt(place)];
  if (digit === undefined || digit < 0) throw badInput(`${text} is not a UUID with hyphens`);
  return digit;
}

const HEX_VALUES = Int8Array.from({ length: 128 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(digit) ? -1 : digit;
});
const HEX_PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes of an answer. */
export class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(): number {
    this.#at += 1;
    return this.#view.getUint8(this.#at - 1);
  }

  count(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }

  int(): number {
    this.#at += 8;
    return this.#view.getInt32(this.#at - 4, true) * HIGH + this.#view.getUint32(this.#at - 8, true);
  }

  text(): string {
    const length = this.count();
    this.#at += length;
    return decoder.decode(this.#bytes.subarray(this.#at - length, this.#at));
  }

  key(): string {
    let text = '';
    for (let place = 0; place < 16; place += 1) {
      if (place === 4 || place === 6 || place === 8 || place === 10) text += '-';
      text += HEX_PAIRS[this.byte()];
    }
    return text;
  }
}

export const int: Codec<number> = { write: (to, value) => to.int(value), read: (from) => from.int() };

export const text: Codec<string> = { write: (to, value) => to.text(value), read: (from) => from.text() };

export const key: Codec<string> = { write: (to, value) => to.key(value), read: (from) => from.key() };

export const flag: Codec<boolean> = {
  write: (to, value) => to.byte(value ? 1 : 0),
  read: (from) => from.byte() === 1,
};

/** A value that may be null; a missing one is written as null. */
export function optional<T>(codec: Codec<T>): Codec<T | null> {
  return {
    write(to, value) {
      to.byte(value == null ? 0 : 1);
      if (value != null) codec.write(to, value);
    },
    read: (from) => (from.byte() === 1 ? codec.read(from) : null),
  };
}

/** A list; a missing one is written as an empty one. */
export function list<T>(codec: Codec<T>): Codec<readonly T[]> {
  return {
    write(to, values) {
      to.count(values?.length ?? 0);
      for (const value of values ?? []) codec.write(to, value);
    },
    read(from) {
      const length = from.count();
      const values: T[] = [];
      while (values.length < length) values.push(codec.read(from));
      return values;
    },
  };
}

/** One of these words. */
export function choice<T extends string>(...words: readonly T[]): Codec<T> {
  return {
    write(to, value) {
      const at = words.indexOf(value);
      if (at < 0) throw badInput(`${value} is none of ${words.join(', ')}`);
      to.byte(at);
    },
    read(from) {
      const word = words[from.byte()];
      if (word === undefined) throw badInput('an unknown choice');
      return word;
    },
  };
}

/** A struct: its fields in the order in which the engine has them. */
export function struct<T extends object>(fields: { [Name in keyof T]-?: Codec<Required<T>[Name]> }): Codec<T> {
  const codecs = Object.entries(fields) as [keyof T, Codec<T[keyof T]>][];
  return {
    write(to, value) {
      for (const [name, codec] of codecs) codec.write(to, value[name]);
    },
    read(from) {
      const value: Partial<T> = {};
      for (const [name, codec] of codecs) value[name] = codec.read(from);
      return value as T;
    },
  };
}
