import type { ApiError } from '@novapos/api';
import { describeError, formatQuantity } from '@novapos/core';
import { Banner, Button, Dialog } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import { useTill } from '../till/use-till';
import { shortagesOf } from './shortages';

export function RefusedDialog({ error }: { error: ApiError }) {
  const { t } = useTranslation();
  const till = useTill();
  const shortages = shortagesOf(error);
  const nameOf = (product_id: string) => till.catalog.index.byId(product_id)?.name ?? product_id;

  return (
    <Dialog
      role="alertdialog"
      title={t('refused.title')}
      footer={
        <Button look="primary" size="lg" className="grow" onClick={() => till.checkout.backToCart()}>
          {t('refused.back')}
        </Button>
      }
    >
      <Banner look="warn">{describeError(t, error)}</Banner>
      {shortages.length > 0 && (
        <ul className="mt-4 flex flex-col gap-1.5 font-semibold">
          {shortages.map((shortage) => (
            <li key={shortage.product_id}>
              {t('refused.shortage', {
                name: nameOf(shortage.product_id),
                available: formatQuantity(shortage.available_milli),
                wanted: formatQuantity(shortage.wanted_milli),
              })}
            </li>
          ))}
        </ul>
      )}
      {error.code !== 'order_id_reused' && <p className="mt-4 text-ink-soft">{t('refused.help')}</p>}
    </Dialog>
  );
}
