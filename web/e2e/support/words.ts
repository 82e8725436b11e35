import type { Page } from '@playwright/test';
import { speak } from './speak.ts';

/**
 * What stands on screen and is no word of ours: a mark, a key of the keyboard, a date, a unit, a number with its series, a name that the
 * browser has, and what a country's taxes are called in the shop's books.
 */
const NOT_OURS = [
  /[\d.,]+\s?%/g,
  /\b\d{1,2} [A-Z][a-z]{2,3} \d{4}\b/g,
  /(?<=[\d/]\s?(?:\d+\s)?)(?:kg|l|m)\b/g,
  /^(?:Nova|POS)$/,
  /^[A-Z]{1,3}$/,
  /^(?:\/|\?|F\d+|Enter|Del|Esc|\s)+$/,
  /^[A-Z]{3} · .*$/,
  /^[A-Z0-9]{1,9}-\d+$/,
  /^(?:standard|reduced|MWST)$/,
  /^[A-Z]\w+\/[\w /+-]+$/,
];

/**
 * The text on screen that comes from no catalogue of messages: seen in the strange English, whose words stand in brackets. What the
 * server has said is data of the shop.
 */
export async function strayText(page: Page, answers: ReadonlySet<string>): Promise<string[]> {
  await speak(page, 'en-XA');
  const texts = await page.evaluate(textsOnScreen);
  await speak(page, 'en');
  // What the server said may hold a unit of its own: only what is not its text is looked at piece by piece.
  const rests = texts.map(withoutOurs).filter((text) => !isData(text, answers));
  return [...new Set(rests.map(withoutMarks))].filter((text) => !isData(text, answers));
}

function withoutOurs(text: string): string {
  let rest = text.trim();
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '').trim();
  }
  return rest;
}

function withoutMarks(text: string): string {
  return NOT_OURS.reduce((left, pattern) => left.replace(pattern, '').trim(), text);
}

function isData(text: string, answers: ReadonlySet<string>): boolean {
  const isSaid = (part: string) => !/\p{L}/u.test(part) || answers.has(part.trim()) || answers.has(inside(part));
  return isSaid(text) || text.split(/ · |\n|[,:] |\s\+(?:\s|$)/).every(isSaid);
}

/** What the server said of a field, where the app has made a sentence of it. */
function inside(sentence: string): string {
  const text = sentence.trim().replace(/\.$/, '');
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Runs in the page: every text that is seen or read out. A name of a language, which is in its own, and the printer's paper are neither. */
function textsOnScreen(): string[] {
  const texts: string[] = [];
  const foreign = 'body [lang], pre, script, style, template';
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    if (element.closest(foreign) || !element.checkVisibility({ visibilityProperty: true })) continue;
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) texts.push(element.getAttribute(name) ?? '');
    for (const node of element.childNodes) if (node instanceof Text) texts.push(node.data);
  }
  return texts;
}
