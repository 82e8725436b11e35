import { Banner, Dialog, EmptyState } from '@novapos/ui';
import { CirclePause } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isEmpty } from '../cart/cart';
import { useCart, useTill } from '../till/use-till';
import { DiscardDialog } from './discard-dialog';
import { ParkedRow } from './parked-row';
import type { ParkedSales } from './parked-sales';
import { StoreNote } from './store-note';
import { takeUp } from './take-up';
import { type Trouble, troubleText } from './trouble';
import { useAside } from './use-aside';
import { useParked } from './use-parked';
import { type WaitingSale, waitingSales } from './waiting-sales';

/**
 * The sales that wait: at once those of this device, then what else the store has. One touch brings one back; what was open takes
 * its place.
 */
export function ParkedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const parked = useParked();
  const isSelling = !isEmpty(useCart());
  const kept = useStore(parked.list);
  const store = useStore(parked.store);
  const [leaving, setLeaving] = useState<WaitingSale | null>(null);
  const { recall, busy_id, trouble } = useRecall(onClose);
  const waiting = waitingSales(kept, store.list);
  const parts = [
    { title: t('parked.title'), sales: waiting.filter(({ from }) => from === 'device') },
    { title: t('parked.elsewhere'), sales: waiting.filter(({ from }) => from === 'store') },
  ];

  useEffect(() => sync(parked), [parked]);

  if (leaving) return <DiscardDialog waiting={leaving} onClose={() => setLeaving(null)} />;
  return (
    <Dialog title={t('parked.title')} onClose={onClose} closeLabel={t('common.close')}>
      {trouble && (
        <Banner look="danger" className="mb-3">
          {troubleText(t, trouble)}
        </Banner>
      )}
      {waiting.length === 0 && store.list && (
        <EmptyState icon={CirclePause} title={t('parked.none')}>
          {t('parked.noneHelp')}
        </EmptyState>
      )}
      {isSelling && waiting.length > 0 && <p className="mb-3 text-ink-soft">{t('parked.exchange')}</p>}
      {parts.map(
        ({ title, sales }, place) =>
          sales.length > 0 && (
            <section key={title} className="not-first:mt-5">
              {place > 0 && <h3 className="mb-2 text-sm font-semibold text-ink-soft">{title}</h3>}
              <ul aria-label={title} className="flex flex-col gap-2">
                {sales.map((each) => (
                  <ParkedRow
                    key={each.sale.id}
                    waiting={each}
                    isBusy={busy_id === each.sale.id}
                    onRecall={() => void recall(each)}
                    onDiscard={() => setLeaving(each)}
                  />
                ))}
              </ul>
            </section>
          ),
      )}
      <StoreNote isFirst={waiting.length === 0} {...store} onRetry={() => sync(parked)} />
    </Dialog>
  );
}

/** What does not work now is tried again: the list itself says that the store could not be asked. */
function sync(parked: ParkedSales): void {
  void parked.sync().catch(() => undefined);
}

/** Takes one up at a time; what stands in the way is said in words. */
function useRecall(onTaken: () => void) {
  const { t } = useTranslation();
  const till = useTill();
  const parked = useParked();
  const aside = useAside();
  const [busy_id, setBusy] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const recall = async (waiting: WaitingSale) => {
    if (busy_id !== null) return;
    setBusy(waiting.sale.id);
    setTrouble(null);
    try {
      const recalled = await takeUp(till, parked, waiting, { ...aside(''), goneName: t('parked.goneName') });
      if (recalled.kind === 'taken') onTaken();
      else setTrouble(recalled.kind === 'refused' ? recalled.error : recalled.kind);
    } catch {
      setTrouble('failed');
    } finally {
      setBusy(null);
    }
  };
  return { recall, busy_id, trouble };
}
