import { errorFromThrown } from '@novapos/api';
import { uuidv7 } from '@novapos/core';
import { useState } from 'react';

/** The same body sent again after a lost answer is the same attempt; after a refusal it is a new one. */
export function useAttemptKey() {
  const [keys] = useState(() => new Map<string, string>());
  return {
    keyFor: (body: unknown): string => {
      const text = JSON.stringify(body);
      const key = keys.get(text) ?? uuidv7();
      keys.set(text, key);
      return key;
    },
    onError: (error: unknown): void => {
      if (!errorFromThrown(error).isUnanswered) keys.clear();
    },
    /** What is asked next is another attempt, though it says the same. */
    renew: (): void => keys.clear(),
  };
}
