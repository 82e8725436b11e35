import { useEffect, useState } from 'react';
import { hintOf, type SignInHint } from './sign-in-hint';

/** Who the address says is about to sign in. It is said once: the next person at this device is somebody else. */
export function useSignInHint(): SignInHint | null {
  const [hint, setHint] = useState(() => hintOf(window.location.hash));
  useEffect(() => {
    const take = () => {
      const given = hintOf(window.location.hash);
      if (!given) return;
      setHint(given);
      window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
    };
    take();
    // A link that is opened where the form already stands loads no page.
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return hint;
}
