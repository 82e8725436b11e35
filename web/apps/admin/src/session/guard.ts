import { mayCall, type Operation, type Session } from '@novapos/api';
import { redirect } from '@tanstack/react-router';
import { api } from './api';

type Signed = Pick<Session, 'user'>;

/**
 * For the routes behind the sign-in: the session, brought back by its cookie after a reload. Without one, the way leads to the sign-in
 * and back.
 */
export async function RequireAuth({ location }: { location: { href: string } }): Promise<{ session: Session }> {
  if (api.session.getState().status === 'unknown') await api.session.refresh();
  const { status, session } = api.session.getState();
  if (status !== 'signed_in') throw redirect({ to: '/sign-in', search: { back: location.href } });
  return { session };
}

/**
 * For a page that lives on this operation: it is for those whose roles the API lets call it. The API decides anyway; this only keeps
 * people from pages that would be empty.
 */
export function RequireRoles(operation: Operation) {
  return ({ context }: { context: { session: Signed } }): void => {
    if (!can(context.session, operation)) throw new NotForRole(operation);
  };
}

/** Whether the API lets them: in the store, or in some store where none is named. */
export function can(session: Signed | null, operation: Operation, store_id?: string): boolean {
  return session !== null && mayCall(session.user.roles, operation, store_id);
}

export class NotForRole extends Error {
  override readonly name = 'NotForRole';
}
