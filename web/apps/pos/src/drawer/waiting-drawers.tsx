import { formatTime } from '@novapos/core';
import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSetup } from '../till/use-till';
import { waitingDrawers } from './queries';

type Props = { except: string | undefined; onChoose: (session_id: string) => void };

/** Drawers of others at this register that were counted, for who may approve: a drawer of one's own is not theirs to close alone. */
export function WaitingDrawers({ except, onChoose }: Props) {
  const { t } = useTranslation();
  const { register, store } = useSetup();
  const waiting = useQuery(waitingDrawers(register.id)).data?.filter(({ id }) => id !== except) ?? [];
  if (waiting.length === 0) return null;
  return (
    <section aria-label={t('drawer.waiting')} className="rounded-xl bg-surface pt-3 shadow-card">
      <h2 className="px-5 pb-1 font-semibold text-ink-soft">{t('drawer.waiting')}</h2>
      <ul>
        {waiting.map(({ id, opened_by, opened_at }) => (
          <li key={id} className="border-line [&+&]:border-t">
            <button
              type="button"
              onClick={() => onChoose(id)}
              className="press flex min-h-16 w-full items-center gap-4 px-5 text-start font-semibold -outline-offset-3"
            >
              <span className="grow">
                {t('drawer.since', { time: formatTime(opened_at, store.time_zone), name: opened_by.name })}
              </span>
              <ChevronRight className="size-6 shrink-0 rtl:-scale-x-100 text-ink-soft" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
