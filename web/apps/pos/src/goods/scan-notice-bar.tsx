import { Banner, Button } from '@novapos/ui';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useTill } from '../till/use-till';

const SHOWN_FOR_MS = 8000;

/** Lies over the goods, so that nothing moves. What was found is only read out: the cart shows it. */
export function ScanNoticeBar({ onSearch }: { onSearch: (code: string) => void }) {
  const { t } = useTranslation();
  const till = useTill();
  const notice = useStore(till.state, (state) => state.scanNotice);

  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => till.dismissNotice(), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [till, notice]);

  return (
    <>
      <p role="status" className="sr-only">
        {notice?.kind === 'found' && t('sale.scanned', { name: notice.name })}
      </p>
      {notice?.kind === 'unknown' && (
        <Banner
          key={notice.at}
          look="danger"
          className="absolute inset-x-3 bottom-14 z-10 animate-rise py-3 shadow-float sm:inset-x-5"
          actions={
            <>
              <Button look="plain" onClick={() => onSearch(notice.code)}>
                {t('sale.unknownSearch')}
              </Button>
              <Button look="quiet" onClick={() => till.dismissNotice()}>
                {t('sale.dismiss')}
              </Button>
            </>
          }
        >
          {t('sale.unknownCode', { code: notice.code })}
        </Banner>
      )}
    </>
  );
}
