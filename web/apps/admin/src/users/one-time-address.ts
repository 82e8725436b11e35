const pages = { invitation: 'join', reset: 'reset-password' } as const;

/**
 * The address of a page that takes a token. The token is behind the `#`, which no browser sends: it is in no server's log and in no
 * Referer.
 */
export function oneTimeAddress(
  kind: keyof typeof pages,
  origin: string,
  { shop_code, token }: { shop_code: string; token: string },
): string {
  const secret = new URLSearchParams({ shop: shop_code, token });
  return `${origin}/admin/${pages[kind]}#${secret}`;
}

/** What stands behind the `#` of such an address; null when it is not whole. */
export function secretOf(hash: string): { shop_code: string; token: string } | null {
  const secret = new URLSearchParams(hash.replace(/^#/, ''));
  const [shop_code, token] = [secret.get('shop'), secret.get('token')];
  return shop_code && token ? { shop_code, token } : null;
}
