const pages = { invitation: 'join', reset: 'reset-password' } as const;

/** `email` is what the sign-in that follows need not ask; it is empty in links of an earlier version. */
type Secret = { shop_code: string; email: string; token: string };

/**
 * The address of a page that takes a token. The token is behind the `#`, which no browser sends: it is in no server's log and in no
 * Referer.
 */
export function oneTimeAddress(kind: keyof typeof pages, origin: string, { shop_code, email, token }: Secret): string {
  const secret = new URLSearchParams({ shop: shop_code, email, token });
  return `${origin}/admin/${pages[kind]}#${secret}`;
}

/** What stands behind the `#` of such an address; null when it is not whole. */
export function secretOf(hash: string): Secret | null {
  const secret = new URLSearchParams(hash.replace(/^#/, ''));
  const [shop_code, token] = [secret.get('shop'), secret.get('token')];
  return shop_code && token ? { shop_code, email: secret.get('email') ?? '', token } : null;
}
