import { errorFromResponse, errorFromThrown, type Product } from '@novapos/api';
import { queryOptions } from '@tanstack/react-query';
import { sendAsSession } from '../session/send-as-session';
import { shrinkPicture } from './shrink-picture';

/** A picture may be on its way for so long. */
const SEND_TIMEOUT_MS = 60_000;

export type PictureSize = 'small' | 'large';

/** The picture's bytes: its address needs the token, so it is no plain image. What is under a hash never changes. */
export const picture = (hash: string, size: PictureSize) =>
  queryOptions({
    queryKey: ['pictures', hash, size],
    queryFn: async ({ signal }) => {
      const answer = await sendAsSession((headers) => fetch(`/pictures/${hash}?size=${size}`, { headers, signal }));
      if (!answer.ok) throw errorFromResponse(answer, await answer.json().catch(() => null));
      return answer.blob();
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The same file again changes nothing, so that a lost answer is no harm. */
export async function sendPicture(product_id: string, file: Blob): Promise<Product> {
  const body = await shrinkPicture(file);
  const answer = await sendAsSession((headers) =>
    fetch(`/products/${product_id}/picture`, {
      method: 'PUT',
      headers: { ...headers, 'Content-Type': body.type || 'application/octet-stream' },
      body,
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    }),
  ).catch((thrown: unknown) => {
    throw errorFromThrown(thrown);
  });
  const said: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw errorFromResponse(answer, said);
  return said as Product;
}
