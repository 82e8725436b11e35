import { unanswered } from './words/en/common';
import { refusals } from './words/en/refusals';

/** For an app whose words are all in one place. */
export const errorMessages = { ...unanswered, ...refusals };
