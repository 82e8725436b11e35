import { formatMoney, formatTime } from '@novapos/core';
import { Banner, Button, Dialog, EmptyState } from '@novapos/ui';
import { CirclePause, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isEmpty, itemCount } from '../cart/cart';
import { useSessionState } from '../session/api';
import type { CartQuote } from '../till/pricing';
import { useCart, useCurrency, useSetup, useTill } from '../till/use-till';
import type { ParkedSale } from './parked-sale';

type Props = { quote: CartQuote; onClose: () => void };

/** The sales that wait, newest first. One touch brings one back; what was open takes its place. */
export function ParkedDialog({ quote, onClose }: Props) {
  const { t } = useTranslation();
  const till = useTill();
  const { session } = useSessionState();
  const { store } = useSetup();
  const isSelling = !isEmpty(useCart());
  const list = useStore(till.parked.list);
  const [leaving, setLeaving] = useState<ParkedSale | null>(null);
  const [hasFailed, setHasFailed] = useState(false);

  const recall = async (sale: ParkedSale) => {
    const name = t('parked.unnamed', { time: formatTime(Date.now(), store.time_zone) });
    try {
      await till.recall(sale, { name, quote, by: session?.user.name ?? '' });
      onClose();
    } catch {
      setHasFailed(true);
    }
  };

  if (leaving) return <DiscardDialog sale={leaving} onClose={() => setLeaving(null)} />;
  return (
    <Dialog title={t('parked.title')} onClose={onClose} closeLabel={t('common.close')}>
      {hasFailed && <Banner look="danger">{t('parked.failed')}</Banner>}
      {list.length === 0 && (
        <EmptyState icon={CirclePause} title={t('parked.none')}>
          {t('parked.noneHelp')}
        </EmptyState>
      )}
      {isSelling && list.length > 0 && <p className="mb-3 text-ink-soft">{t('parked.exchange')}</p>}
      <ul aria-label={t('parked.title')} className="flex flex-col gap-2">
        {list.toReversed().map((sale) => (
          <li key={sale.id} className="flex items-center gap-1 rounded-lg bg-sunken">
            <ParkedRow sale={sale} time_zone={store.time_zone} onRecall={() => void recall(sale)} />
            <Button
              look="quiet"
              size="icon"
              className="me-1 text-ink-soft"
              aria-label={t('parked.discard', { name: sale.name })}
              onClick={() => setLeaving(sale)}
            >
              <Trash2 className="size-5" aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

type RowProps = { sale: ParkedSale; time_zone: string; onRecall: () => void };

function ParkedRow({ sale, time_zone, onRecall }: RowProps) {
  const { t } = useTranslation();
  const currency = useCurrency();
  const first = sale.cart.lines[0]?.name ?? '';
  return (
    <button
      type="button"
      onClick={onRecall}
      className="press flex min-h-18 min-w-0 grow items-center gap-3 rounded-lg px-4 py-2 text-start hover:bg-brand-soft"
    >
      <span className="min-w-0 grow">
        <span className="block truncate text-lg font-semibold">
          <bdi>{sale.name}</bdi>
        </span>
        <span className="block truncate text-sm text-ink-soft">
          {[formatTime(sale.parked_at, time_zone), t('cart.items', { count: itemCount(sale.cart) }), first].join(' · ')}
        </span>
      </span>
      <span className="shrink-0 text-lg font-bold">{formatMoney(sale.due_minor, currency)}</span>
    </button>
  );
}

function DiscardDialog({ sale, onClose }: { sale: ParkedSale; onClose: () => void }) {
  const { t } = useTranslation();
  const till = useTill();
  return (
    <Dialog
      role="alertdialog"
      title={t('parked.discardTitle', { name: sale.name })}
      onClose={onClose}
      footer={
        <>
          <Button data-autofocus onClick={onClose}>
            {t('parked.keep')}
          </Button>
          <Button
            look="danger"
            onClick={() => {
              void till.parked.discard(sale.id);
              onClose();
            }}
          >
            {t('parked.discardYes')}
          </Button>
        </>
      }
    >
      <p>{t('parked.discardHelp')}</p>
    </Dialog>
  );
}
