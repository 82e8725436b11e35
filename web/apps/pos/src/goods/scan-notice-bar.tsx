import { Banner, Button } from '@novapos/ui';
import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ScanNotice } from '../till/till';
import { useTill } from '../till/use-till';

const SHOWN_FOR_MS = 8000;

/**
 * Lies over the goods and is there at once: nothing moves, and the next scan is not held up by drawing. What was found is only read
 * out: the cart shows it.
 */
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
        {notice?.kind === 'found' && textOf(t, notice)}
      </p>
      {notice && notice.kind !== 'found' && (
        <Banner
          key={notice.at}
          look="danger"
          className="absolute inset-x-3 bottom-14 z-10 py-3 shadow-float sm:inset-x-5"
          actions={
            <>
              {notice.kind === 'unknown' && (
                <Button look="plain" onClick={() => onSearch(notice.code)}>
                  {t('sale.unknownSearch')}
                </Button>
              )}
              <Button look="quiet" onClick={() => till.dismissNotice()}>
                {t('sale.dismiss')}
              </Button>
            </>
          }
        >
          {textOf(t, notice)}
        </Banner>
      )}
    </>
  );
}

function textOf(t: TFunction, notice: ScanNotice): string {
  switch (notice.kind) {
    case 'found':
      return t('sale.scanned', { name: notice.name });
    case 'unknown':
      return t('sale.unknownCode', { code: notice.code });
    case 'missed':
      return t('sale.missedCode', { code: notice.code });
    case 'needs_manager':
      return t('sale.labelNeedsManager', { name: notice.name });
  }
}
