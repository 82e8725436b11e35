import { Button, Dialog } from '@novapos/ui';
import { MessageSquareText, Percent, Tag } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay, useSetup, useTill } from '../till/use-till';
import type { CartLine } from './cart';

/** What else can be done with a line, or with the sale where there is none. */
export function MoreDialog({ line, onClose }: { line: CartLine | null; onClose: () => void }) {
  const { t } = useTranslation();
  const till = useTill();
  const mayChangePrice = useMay('price_override');
  const mayDiscount = (useSetup().discounts?.limit_micro ?? 0) > 0;
  const line_id = line?.id ?? null;
  const isPriced = line && !line.isLabelled;

  return (
    <Dialog title={line?.name ?? t('cart.title')} onClose={onClose} closeLabel={t('common.close')}>
      <div className="flex flex-col gap-3">
        {isPriced && mayChangePrice && (
          <Button size="lg" onClick={() => till.ask({ kind: 'price', line_id: line.id })}>
            <Tag className="size-5" aria-hidden="true" />
            {t('more.price')}
          </Button>
        )}
        {mayDiscount && (
          <Button size="lg" onClick={() => till.ask({ kind: 'discount', line_id })}>
            <Percent className="size-5" aria-hidden="true" />
            {t('more.discount')}
          </Button>
        )}
        <Button size="lg" onClick={() => till.ask({ kind: 'note', line_id })}>
          <MessageSquareText className="size-5" aria-hidden="true" />
          {t('more.note')}
        </Button>
      </div>
    </Dialog>
  );
}
