import { formatTime } from '@novapos/core';
import { clsx } from 'clsx';
import { CloudOff, Wifi } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionState } from '../session/api';
import { useCatalog, useSetup, useTill } from '../till/use-till';
import { UpdateOffer } from './update-offer';

/** Always there, in words: whether the server answers, which register this is and who sells. */
export function StatusStrip() {
  const { t } = useTranslation();
  const till = useTill();
  const { isReachable } = useStore(till.reachability.state);
  const { synced_at } = useCatalog();
  const { store, register } = useSetup();
  const { session } = useSessionState();

  return (
    <footer
      className={clsx(
        'flex min-h-11 shrink-0 items-center gap-x-4 px-4 py-1.5 text-sm sm:px-6',
        isReachable ? 'text-ink-soft' : 'bg-warn-soft text-ink',
      )}
    >
      <p role="status" className="flex items-center gap-2 font-semibold whitespace-nowrap">
        {isReachable ? (
          <Wifi className="size-4.5 shrink-0 text-ok" aria-hidden="true" />
        ) : (
          <CloudOff className="size-4.5 shrink-0 text-warn" aria-hidden="true" />
        )}
        {t(isReachable ? 'status.online' : 'status.offline')}
      </p>
      {isReachable ? (
        <>
          <p className="min-w-0 truncate">
            {store.name} · {register.name}
          </p>
          <p className="ms-auto hidden truncate sm:block">{session?.user.name}</p>
          {synced_at !== null && (
            <p className="hidden whitespace-nowrap sm:block">
              {t('status.pricesAsOf', { time: formatTime(synced_at, store.time_zone) })}
            </p>
          )}
        </>
      ) : (
        <p className="min-w-0">{t('status.offlineHelp')}</p>
      )}
      <UpdateOffer />
    </footer>
  );
}
