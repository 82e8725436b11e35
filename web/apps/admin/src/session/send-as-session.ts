import { api } from './api';

/** For files, which have no time limit and tell how far they are: the session's headers, and one renewal of a token that ran out. */
export async function sendAsSession<Answer extends { status: number }>(
  send: (headers: Record<string, string>) => Promise<Answer>,
): Promise<Answer> {
  const first = await send(sessionHeaders());
  if (first.status !== 401 || !(await api.session.refresh())) return first;
  return send(sessionHeaders());
}

function sessionHeaders(): Record<string, string> {
  const { status, session } = api.session.getState();
  return status === 'signed_in'
    ? { Authorization: `Bearer ${session.access_token}`, 'X-Tenant-ID': session.tenant.id }
    : {};
}
