import { formatMoney } from '@novapos/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrency } from '../till/use-till';

type Props = { sum_minor: number; children: ReactNode };

/** What the count comes to and what to do next, in sight while the lines above scroll. */
export function CountFooter({ sum_minor, children }: Props) {
  const { t } = useTranslation();
  const currency = useCurrency();
  return (
    <div className="sticky -bottom-6 -mx-1 flex flex-col gap-2 rounded-t-xl bg-canvas px-1 pt-2 pb-6">
      <p role="status" className="flex items-baseline justify-between px-4">
        <span className="text-lg font-semibold">{t('drawer.counted')}</span>
        <span className="text-2xl font-bold">{formatMoney(sum_minor, currency)}</span>
      </p>
      <div className="flex flex-wrap gap-3">{children}</div>
    </div>
  );
}
