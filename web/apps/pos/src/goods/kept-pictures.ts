import { unwrap } from '@novapos/api';
import { api } from '../session/api';
import { Pictures } from './pictures';

const STORE = 'novapos-pictures';

export const pictures = new Pictures({
  // Only pages that came over https, or from this computer, may keep anything so.
  kept: () => ('caches' in window ? caches.open(STORE) : Promise.resolve(null)),
  fetch: (hash) =>
    unwrap(
      api.http.GET('/pictures/{hash}', { params: { path: { hash }, query: { size: 'small' } }, parseAs: 'blob' }),
    ) as Promise<Blob>,
  now_ms: Date.now,
});
