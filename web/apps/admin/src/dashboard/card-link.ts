/** A way on from a card of the dashboard. */
export const cardLink =
  '-my-1 inline-flex min-h-11 items-center rounded-sm px-1 text-sm font-semibold text-brand underline-offset-3 hover:underline';
