import type { ApiError } from '@novapos/api';
import { describeError, formatQuantity } from '@novapos/core';
import { Banner, Button, Dialog } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import type { Cart } from '../cart/cart';
import { useTill } from '../till/use-till';
import { refusedGoods } from './refused-goods';

/** Of these, nobody can say here whether something was charged before: their own text says what to do. */
const isUncertain = new Set(['order_id_reused', 'device_storage']);

export function RefusedDialog({ error, cart }: { error: ApiError; cart: Cart }) {
  const { t } = useTranslation();
  const till = useTill();
  const goods = refusedGoods(error, cart);

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
      {goods.length > 0 && (
        <ul className="mt-4 flex flex-col gap-1.5 font-semibold">
          {goods.map(({ line, available_milli }) => (
            <li key={line.id}>
              {available_milli === null
                ? line.name
                : t('refused.shortage', {
                    name: line.name,
                    available: formatQuantity(available_milli, line.unit),
                    wanted: formatQuantity(line.quantity_milli, line.unit),
                  })}
            </li>
          ))}
        </ul>
      )}
      {!isUncertain.has(error.code) && <p className="mt-4 text-ink-soft">{t('refused.help')}</p>}
    </Dialog>
  );
}
