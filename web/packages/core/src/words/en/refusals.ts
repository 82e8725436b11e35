/** What a person reads for a `code` of the API, where that needs other words than the server’s own. */
export const refusals = {
  unauthenticated: 'You were signed out. Sign in again to go on.',
  wrong_credentials: 'Shop code, e-mail or password is not right. Check them and try again.',
  too_many_attempts: 'Too many attempts. Wait a minute, then try again.',
  session_ended: 'You were signed out. Sign in again to go on.',
  tenant_mismatch: 'This sign-in belongs to another shop. Sign out, then sign in with this shop’s code.',
  forbidden: 'Your role does not allow this. Ask a manager to do it or to change your role.',
  not_found: 'This is not here any more. Go back and choose again.',
  body_too_large: 'This is too big to send at once. Split it into smaller parts.',
  busy: 'The server is busy. Try again in a moment.',
  out_of_stock: 'There is not enough in stock. Change the quantity or take the goods out.',
  unknown_product: 'Some goods are not sold any more. Take them out of the cart and pay again.',
  not_enough_paid: 'The cash given is less than the amount due. Enter a larger amount.',
  tender_not_supported: 'This way of paying is not available here. Choose another.',
  order_id_reused: 'An earlier attempt of this sale was already recorded. Check Sales before you charge again.',
  not_voidable: 'This sale can’t be voided. It may be voided already.',
  other_business_day: 'Only sales of the same business day can be voided. Refund it instead.',
} as const;
