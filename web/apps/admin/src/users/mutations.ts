import { type RoleGrant, unwrap } from '@novapos/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAttemptKey } from '../attempt-key';
import { api } from '../session/api';

type Invitation = { name: string; email: string; roles: RoleGrant[] };
type Step = 'deactivate' | 'reactivate' | 'invitations' | 'password-reset' | 'pin/remove' | 'sign-out';

export function useInviteUser() {
  const stale = useStaleUsers();
  const { keyFor, onError } = useAttemptKey();
  return useMutation({
    mutationFn: (body: Invitation) =>
      unwrap(api.http.POST('/users/invitations', { params: { header: { 'Idempotency-Key': keyFor(body) } }, body })),
    onError,
    onSuccess: stale,
  });
}

export function usePutRoles(user_id: string) {
  const stale = useStaleUsers();
  return useMutation({
    mutationFn: (roles: RoleGrant[]) =>
      unwrap(api.http.PUT('/users/{user_id}/roles', { params: { path: { user_id } }, body: { roles } })),
    onSuccess: stale,
  });
}

export function useSwitchUser(user_id: string) {
  const stale = useStaleUsers();
  const options = useOptions(user_id);
  return useMutation({
    mutationFn: (on: boolean) =>
      unwrap(
        on
          ? api.http.POST('/users/{user_id}/reactivate', options.of('reactivate'))
          : api.http.POST('/users/{user_id}/deactivate', options.of('deactivate')),
      ),
    onError: options.failed,
    onSuccess: () => {
      options.next();
      return stale();
    },
  });
}

export function useInviteAgain(user_id: string) {
  const stale = useStaleUsers();
  const options = useOptions(user_id);
  return useMutation({
    mutationFn: () => unwrap(api.http.POST('/users/{user_id}/invitations', options.of('invitations'))),
    onError: options.failed,
    onSuccess: () => {
      options.next();
      return stale();
    },
  });
}

export function useResetPassword(user_id: string) {
  const stale = useStaleUsers();
  const options = useOptions(user_id);
  return useMutation({
    mutationFn: () => unwrap(api.http.POST('/users/{user_id}/password-reset', options.of('password-reset'))),
    onError: options.failed,
    onSuccess: () => {
      options.next();
      return stale();
    },
  });
}

export function useRemovePin(user_id: string) {
  const stale = useStaleUsers();
  const options = useOptions(user_id);
  return useMutation({
    mutationFn: () => unwrap(api.http.POST('/users/{user_id}/pin/remove', options.of('pin/remove'))),
    onError: options.failed,
    onSuccess: () => {
      options.next();
      return stale();
    },
  });
}

export function useSignOutEverywhere(user_id: string) {
  const stale = useStaleUsers();
  const options = useOptions(user_id);
  return useMutation({
    mutationFn: () => unwrap(api.http.POST('/users/{user_id}/sign-out', options.of('sign-out'))),
    onError: options.failed,
    onSuccess: () => {
      options.next();
      return stale();
    },
  });
}

/** What a request that says all by its address is sent with: the same key until it was answered. */
function useOptions(user_id: string) {
  const { keyFor, onError, renew } = useAttemptKey();
  return {
    of: (step: Step) => ({
      params: { path: { user_id }, header: { 'Idempotency-Key': keyFor(step) } },
      body: {},
    }),
    failed: onError,
    next: renew,
  };
}

function useStaleUsers() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: ['users'] });
}
