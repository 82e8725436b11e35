/** Who is about to sign in, as a link says it: what the form need not ask. Never a password, and never a token. */
export type SignInHint = { shop_code: string; email: string };

/** What stands behind the `#` of an address of the sign-in, which no browser sends to a server. */
export function hashOfHint({ shop_code, email }: SignInHint): string {
  return new URLSearchParams({ shop: shop_code, email }).toString();
}

// A shop code has at most 40 characters, an e-mail address 254, and an escaped one three times as many.
const HINT_MAX = 1000;

/** The opposite of `hashOfHint`; null where it says nothing of somebody. */
export function hintOf(hash: string): SignInHint | null {
  const said = new URLSearchParams(hash.slice(0, HINT_MAX).replace(/^#/, ''));
  const [shop_code, email] = [said.get('shop'), said.get('email')];
  return shop_code && email ? { shop_code, email } : null;
}
