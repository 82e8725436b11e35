import { Banner, Button } from '@novapos/ui';
import { clsx } from 'clsx';
import { memo, type RefObject, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusStrip } from '../status/status-strip';
import { TrainingMark } from '../till/training-mark';
import { useIsWide } from '../till/use-is-wide';
import { useCheckout, useSetup, useTill } from '../till/use-till';
import { CategoryTabs } from './category-tabs';
import { GoodsGrid } from './goods-grid';
import { GoodsHeader } from './goods-header';
import { allGoodsPage, favouritesPage, type GoodsPage, pageKey } from './goods-page';
import { ScanNoticeBar } from './scan-notice-bar';

type Props = { search: string; onSearch: (text: string) => void; searchField: RefObject<HTMLInputElement | null> };

/** A scan changes the sale, and leaves the goods as they are. */
export const GoodsPanel = memo(function GoodsPanel({ search, onSearch, searchField }: Props) {
  const { t, i18n } = useTranslation();
  const till = useTill();
  const { register } = useSetup();
  const isWide = useIsWide();
  const isSending = useCheckout().step === 'sending';
  const [page, setPage] = useState<GoodsPage>(() =>
    till.favourites.ids.getState().length > 0 ? favouritesPage : allGoodsPage,
  );
  const [isChoosing, setIsChoosing] = useState(false);

  const choose = () => {
    setIsChoosing(true);
    setPage(allGoodsPage);
  };

  const select = useCallback(
    (selected: GoodsPage) => {
      setPage(selected);
      onSearch('');
    },
    [onSearch],
  );

  /** Enter takes the goods with exactly this code, else the first match. */
  const takeFirst = async () => {
    const tile = await till.catalog.best(search);
    if (!tile) return;
    till.chooseFrom(tile);
    // The next one may be typed by now.
    if (searchField.current?.value === search) onSearch('');
  };

  const searchFor = (code: string) => {
    till.dismissNotice();
    onSearch(code);
    searchField.current?.focus();
  };

  return (
    <section className="relative flex min-h-0 min-w-0 flex-col">
      <h1 className="sr-only">{register.name}</h1>
      {!isWide && <TrainingMark />}
      <GoodsHeader search={search} onSearch={onSearch} onEnter={() => void takeFirst()} searchField={searchField} />
      <CategoryTabs selected={search === '' ? page : null} onSelect={select} />
      <div
        inert={isSending}
        className={clsx('flex min-h-0 grow flex-col transition-opacity', isSending && 'opacity-40 delay-300')}
      >
        {isChoosing && (
          <Banner
            look="info"
            className="mx-3 mt-2 sm:mx-5"
            actions={
              <Button look="primary" onClick={() => setIsChoosing(false)}>
                {t('sale.chosen')}
              </Button>
            }
          >
            {t('sale.choosing')}
          </Banner>
        )}
        <GoodsGrid
          key={`${pageKey(page)} ${i18n.language}`}
          search={search}
          page={page}
          isChoosing={isChoosing}
          onChoose={choose}
        />
      </div>
      <ScanNoticeBar onSearch={searchFor} />
      <StatusStrip />
    </section>
  );
});
