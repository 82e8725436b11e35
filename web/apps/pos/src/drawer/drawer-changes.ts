import { type MovementKind, type Pieces, unwrap } from '@novapos/api';
import { api } from '../session/api';

/** What is done to a drawer. `key` is made once for a thing that somebody does, so that a second try of it does it once. */
type Once = { key: string };

const header = (key: string) => ({ 'Idempotency-Key': key });

type Opening = { id: string; register_id: string; float: Pieces[]; own_drawer: boolean; training: boolean };

/** The id is the key: a session is opened once. */
export function openSession(body: Opening) {
  return unwrap(api.http.POST('/sessions', { params: { header: header(body.id) }, body }));
}

type Movement = { id: string; kind: MovementKind; amount_minor: number; reason: string };

export function moveCash(session_id: string, body: Movement) {
  const params = { path: { session_id }, header: header(body.id) };
  return unwrap(api.http.POST('/sessions/{session_id}/movements', { params, body }));
}

/** By the printer that it hangs on; `id` is that of the movement that says why, which opens it once. */
export function openDrawer(session_id: string, id: string) {
  return unwrap(api.http.POST('/sessions/{session_id}/openings', { params: { path: { session_id } }, body: { id } }));
}

export function countDrawer(session_id: string, { key, ...body }: Once & { count_number: number; pieces: Pieces[] }) {
  const params = { path: { session_id }, header: header(key) };
  return unwrap(api.http.POST('/sessions/{session_id}/counts', { params, body }));
}

export function closeSession(session_id: string, { key, ...body }: Once & { left_minor: number }) {
  const params = { path: { session_id }, header: header(key) };
  return unwrap(api.http.POST('/sessions/{session_id}/close', { params, body }));
}
