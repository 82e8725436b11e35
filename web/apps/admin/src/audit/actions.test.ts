import { expect, it } from 'vitest';
import { auditMessages } from '../i18n/en/audit';
import { actions } from './actions';

it('has words for each action that can be chosen, and a choice for each that has words', () => {
  const worded = Object.entries(auditMessages.audit.action).flatMap(([group, names]) =>
    Object.keys(names).map((name) => `${group}.${name}`),
  );
  expect([...actions].sort()).toEqual(worded.sort());
});
