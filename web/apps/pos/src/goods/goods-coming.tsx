import { describeError } from '@novapos/core';
import { Button, EmptyState, Skeleton } from '@novapos/ui';
import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useCatalog, useTill } from '../till/use-till';

const TILES = 20;

/** The goods are on their way: from the device in a moment, to a new device in some seconds, of which it sees the progress. */
export function GoodsComing() {
  const { t } = useTranslation();
  const till = useTill();
  const { isReady, size, total } = useCatalog();
  const trouble = useStore(till.state, (state) => state.goodsTrouble);

  if (!isReady && trouble) {
    return (
      <div className="flex min-h-0 grow overflow-y-auto">
        <EmptyState
          icon={CloudOff}
          title={t('sale.goodsFailed')}
          action={<Button onClick={() => void till.refreshGoods()}>{t('common.retry')}</Button>}
        >
          {describeError(t, trouble)}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="relative min-h-0 grow overflow-hidden px-3 py-3 sm:px-5">
      <div
        aria-hidden="true"
        className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-2.5 opacity-60 sm:gap-3"
      >
        {Array.from({ length: TILES }, (_, tile) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same and never move.
          <Skeleton key={tile} className="h-26 rounded-lg" />
        ))}
      </div>
      {!isReady && total > 0 && (
        <div className="absolute inset-x-5 top-1/3 mx-auto max-w-sm rounded-xl bg-surface p-6 shadow-float">
          <p className="mb-3 font-semibold" id="goods-coming">
            {t('sale.goodsComing', { size, total })}
          </p>
          <progress className="h-2 w-full accent-brand" aria-labelledby="goods-coming" value={size} max={total} />
          <p className="mt-3 text-sm text-ink-soft">{t('sale.goodsComingHelp')}</p>
        </div>
      )}
    </div>
  );
}
