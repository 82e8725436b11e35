import { describeError } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useSessionState } from '../session/api';

export function Account({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation();
  const { session } = useSessionState();
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState<unknown>(null);

  const signOut = async () => {
    await api.session.signOut();
    queryClient.clear();
  };

  return (
    <div className="flex flex-col gap-4 border-t border-line pt-4">
      {session && (
        <p className="px-2 leading-snug">
          <span className="block font-semibold">
            <bdi>{session.user.name}</bdi>
          </span>
          <span className="block text-sm text-ink-soft">
            <bdi>{session.tenant.name}</bdi>
          </span>
          <Link
            to="/account"
            onClick={onGo}
            className="-mx-2 inline-flex min-h-11 items-center rounded-sm px-2 text-sm underline"
          >
            {t('nav.account')}
          </Link>
        </p>
      )}
      {failure !== null && <Banner look="danger">{describeError(t, failure)}</Banner>}
      <Button look="quiet" className="-ms-2 self-start" onClick={() => void signOut().catch(setFailure)}>
        <LogOut className="size-5 rtl:-scale-x-100" aria-hidden="true" />
        {t('common.signOut')}
      </Button>
    </div>
  );
}
