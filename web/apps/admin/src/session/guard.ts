import type { Capability, Session } from '@novapos/api';
import { redirect } from '@tanstack/react-router';
import { api } from './api';

/** The session, brought back by its cookie after a reload; without one, the way leads to the sign-in and back. */
export async function requireSession(href: string): Promise<Session> {
  if (api.session.getState().status === 'unknown') await api.session.refresh();
  const { status, session } = api.session.getState();
  if (status !== 'signed_in') throw redirect({ to: '/sign-in', search: { back: href } });
  return session;
}

/** What a page needs; the server decides anyway, this only keeps people from pages that would be empty. */
export function requireCapability(session: Session, capability: Capability): void {
  if (!can(session, capability)) throw new MissingCapability(capability);
}

export function can(session: Pick<Session, 'user'> | null, capability: Capability): boolean {
  return session?.user.capabilities.includes(capability) ?? false;
}

/** What holds for every store, as the catalogue does, is changed only by people whose role is for all stores. */
export function canEverywhere(session: Session, capability: Capability): boolean {
  return can(session, capability) && session.user.roles.some(({ store_id }) => !store_id);
}

export function requireCapabilityEverywhere(session: Session, capability: Capability): void {
  if (!canEverywhere(session, capability)) throw new MissingCapability(capability);
}

export class MissingCapability extends Error {
  override readonly name = 'MissingCapability';
}
