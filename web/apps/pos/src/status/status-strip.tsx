import { formatTime } from '@novapos/core';
import { clsx } from 'clsx';
import { CloudOff, ScanBarcode, Send, UserRound, Wifi } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { lockTill } from '../lock/lock';
import { useSessionState } from '../session/api';
import { useCatalog, useCheckout, useSetup, useTill } from '../till/use-till';
import { UpdateOffer } from './update-offer';

/** Always there, in words: whether the server answers, which register this is and who sells. */
export const StatusStrip = memo(function StatusStrip() {
  const { t } = useTranslation();
  const till = useTill();
  const { isReachable } = useStore(till.reachability.state);
  const { synced_at } = useCatalog();
  const { store, register } = useSetup();
  const { session } = useSessionState();
  const checkout = useCheckout();
  const isWaiting = checkout.step === 'sending' && checkout.trouble !== null;
  const unknown = useStore(till.unknownCodes.list).length;

  return (
    <footer
      className={clsx(
        'flex min-h-12 shrink-0 items-center gap-x-4 ps-4 pe-2 text-sm sm:ps-6 sm:pe-3',
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
      {isWaiting && (
        <p className="flex items-center gap-2 font-semibold whitespace-nowrap">
          <Send className="size-4.5 text-warn rtl:-scale-x-100" aria-hidden="true" />
          {t('status.toSend', { count: 1 })}
        </p>
      )}
      {isReachable ? (
        <>
          <p className="min-w-0 truncate">
            <bdi>{store.name}</bdi> · <bdi>{register.name}</bdi>
          </p>
          <span className="grow" />
          {synced_at !== null && (
            <p className="hidden whitespace-nowrap sm:block">
              {t('status.pricesAsOf', { time: formatTime(synced_at, store.time_zone) })}
            </p>
          )}
        </>
      ) : (
        <p className="min-w-0">{t('status.offlineHelp')}</p>
      )}
      {unknown > 0 && (
        <StripButton onPress={() => till.ask({ kind: 'unknown_codes' })}>
          <ScanBarcode className="size-4.5 shrink-0 text-warn" aria-hidden="true" />
          {t('status.unknown', { count: unknown })}
        </StripButton>
      )}
      <StripButton label={t('status.lock', { name: session?.user.name ?? '' })} onPress={lockTill}>
        <UserRound className="size-4.5 shrink-0" aria-hidden="true" />
        <bdi className="max-w-32 truncate max-sm:hidden">{session?.user.name}</bdi>
      </StripButton>
      <UpdateOffer />
    </footer>
  );
});

type StripButtonProps = { label?: string; onPress: () => void; children: ReactNode };

function StripButton({ label, onPress, children }: StripButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onPress}
      className="press flex h-12 min-w-12 shrink-0 items-center justify-center gap-2 rounded-md px-2 font-semibold whitespace-nowrap text-ink hover:bg-ink/6"
    >
      {children}
    </button>
  );
}
