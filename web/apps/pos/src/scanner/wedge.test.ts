import { describe, expect, it } from 'vitest';
import { WedgeFraming } from './wedge';

function type(framing: WedgeFraming, keys: string[], gap_ms: number, start_ms = 1000) {
  return keys.map((key, index) => framing.press({ key, at_ms: start_ms + index * gap_ms, hasModifier: false }));
}

describe('a scanner’s burst', () => {
  it('is fast and ends with Enter', () => {
    expect(type(new WedgeFraming(), [...'4006381333931', 'Enter'], 8).at(-1)).toEqual({
      kind: 'code',
      code: '4006381333931',
    });
  });

  it('may end with Tab and hold capitals', () => {
    const keys = ['Shift', 'A', 'b', '-', '1', 'Shift', 'X', 'Tab'];
    expect(type(new WedgeFraming(), keys, 5).at(-1)).toEqual({ kind: 'code', code: 'Ab-1X' });
  });

  it('tells where it begins, so that the field can be put back', () => {
    const steps = type(new WedgeFraming(), [...'12345', 'Enter'], 10);
    expect(steps.map((step) => step.kind)).toEqual(['begin', 'pass', 'pass', 'pass', 'pass', 'code']);
  });

  it('loses the group separators of GS1', () => {
    expect(type(new WedgeFraming(), [...'0104\u001d21', 'Enter'], 5).at(-1)).toEqual({ kind: 'code', code: '010421' });
  });

  it('can follow another one at once', () => {
    const framing = new WedgeFraming();
    type(framing, [...'11111111', 'Enter'], 5);
    expect(type(framing, [...'22222222', 'Enter'], 5, 1050).at(-1)).toEqual({ kind: 'code', code: '22222222' });
  });
});

describe('a person', () => {
  it('types too slowly', () => {
    expect(type(new WedgeFraming(), [...'coffee', 'Enter'], 90).at(-1)).toEqual({ kind: 'pass' });
  });

  it('may type fast but then waits before Enter', () => {
    const framing = new WedgeFraming();
    type(framing, [...'12345'], 20);
    expect(framing.press({ key: 'Enter', at_ms: 1500, hasModifier: false })).toEqual({ kind: 'pass' });
  });

  it('presses few keys at once', () => {
    expect(type(new WedgeFraming(), [...'abc', 'Enter'], 10).at(-1)).toEqual({ kind: 'pass' });
  });

  it('uses shortcuts', () => {
    const framing = new WedgeFraming();
    const steps = [...'12345'].map((key, i) => framing.press({ key, at_ms: i * 5, hasModifier: i === 2 }));
    expect(steps[2]).toEqual({ kind: 'pass' });
    expect(framing.press({ key: 'Enter', at_ms: 25, hasModifier: false })).toEqual({ kind: 'pass' });
  });
});
