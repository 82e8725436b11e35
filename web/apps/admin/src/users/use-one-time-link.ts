import { useSessionState } from '../session/api';
import type { OneTimeLink } from './link-dialog';
import { oneTimeAddress } from './one-time-address';

type Made = { user: { name: string; email: string }; token: string; expires_at: string };

/** The link that carries a token which was just made, for people of this shop. */
export function useOneTimeLink(kind: OneTimeLink['kind']): (made: Made) => OneTimeLink {
  const { session } = useSessionState();
  const shop_code = session?.tenant.shop_code ?? '';
  return ({ user, token, expires_at }) => ({
    kind,
    name: user.name,
    address: oneTimeAddress(kind, window.location.origin, { shop_code, email: user.email, token }),
    expires_at,
  });
}
