/** A scanner types far faster than a person: no key of a burst comes later than this after the one before. */
const BURST_GAP_MS = 50;
const CODE_LENGTH_MIN = 4;
const CODE_LENGTH_MAX = 128;

type Key = { key: string; at_ms: number; hasModifier: boolean };

export type WedgeStep =
  /** Not a scanner's key, or not known yet: let it through. */
  | { kind: 'pass' }
  /** The first key of what may become a burst: remember what the focused field holds now. */
  | { kind: 'begin' }
  /** The burst is complete: this key and what it typed belong to the scanner, not to the field. */
  | { kind: 'code'; code: string };

/** Tells a scanner's burst from a person's typing by its speed and its end (Enter or Tab). Pure: keys in, steps out. */
export class WedgeFraming {
  #text = '';
  #last_ms = Number.NEGATIVE_INFINITY;

  press({ key, at_ms, hasModifier }: Key): WedgeStep {
    if (key === 'Shift' || key === 'CapsLock') return { kind: 'pass' };
    const isBurst = at_ms - this.#last_ms < BURST_GAP_MS;
    this.#last_ms = at_ms;

    if (!hasModifier && isBurst && (key === 'Enter' || key === 'Tab')) {
      const code = cleanCode(this.#text);
      this.#text = '';
      return code.length >= CODE_LENGTH_MIN ? { kind: 'code', code } : { kind: 'pass' };
    }
    if (hasModifier || key.length !== 1 || this.#text.length >= CODE_LENGTH_MAX) {
      this.#text = '';
      return { kind: 'pass' };
    }
    if (isBurst && this.#text !== '') {
      this.#text += key;
      return { kind: 'pass' };
    }
    this.#text = key;
    return { kind: 'begin' };
  }
}

/** Without the group separators of GS1 and the white space that some scanners add. */
function cleanCode(text: string): string {
  return text.replaceAll('\u001d', '').trim();
}
