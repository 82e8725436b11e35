import { formatTime } from '@novapos/core';
import { Button, Dialog, EmptyState } from '@novapos/ui';
import { Check, ScanBarcode, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSetup, useTill } from '../till/use-till';

type Props = { onSearch: (code: string) => void; onClose: () => void };

/** What was scanned today and nobody knows: to be searched now, or to be shown to who keeps the goods. */
export function UnknownCodesDialog({ onSearch, onClose }: Props) {
  const { t } = useTranslation();
  const till = useTill();
  const { store } = useSetup();
  const list = useStore(till.unknownCodes.list);
  return (
    <Dialog title={t('unknown.title')} onClose={onClose} closeLabel={t('common.close')}>
      {list.length === 0 ? (
        <EmptyState icon={ScanBarcode} title={t('unknown.none')}>
          {t('unknown.noneHelp')}
        </EmptyState>
      ) : (
        <p className="mb-3 text-ink-soft">{t('unknown.help')}</p>
      )}
      <ul aria-label={t('unknown.title')} className="flex flex-col">
        {list.map(({ code, count, last_at }) => (
          <li key={code} className="flex min-h-16 items-center gap-1 border-line not-last:border-b">
            <span className="min-w-0 grow">
              <span className="block font-mono break-all">{code}</span>
              <span className="block text-sm text-ink-soft">
                {t('unknown.times', { count, time: formatTime(last_at, store.time_zone) })}
              </span>
            </span>
            <Button
              look="quiet"
              size="icon"
              aria-label={t('unknown.search', { code })}
              onClick={() => {
                onClose();
                onSearch(code);
              }}
            >
              <Search className="size-5" aria-hidden="true" />
            </Button>
            <Button
              look="quiet"
              size="icon"
              aria-label={t('unknown.settle', { code })}
              onClick={() => void till.unknownCodes.settle(code)}
            >
              <Check className="size-5" aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
