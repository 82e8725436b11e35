import { describeError } from '@novapos/core';
import { Banner, Button, buttonClass } from '@novapos/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Refusal } from './refusal';

type Props = { error: unknown; refusal: Refusal; isLoading?: boolean; onLoadAgain?: () => void };

/** Why a product was not saved, and the way on. */
export function SaveRefused({ error, refusal, isLoading = false, onLoadAgain }: Props) {
  const { t } = useTranslation();
  if (refusal.isChanged && onLoadAgain) {
    return (
      <Banner
        look="warn"
        actions={
          <Button isBusy={isLoading} onClick={onLoadAgain}>
            {t('product.loadAgain')}
          </Button>
        }
      >
        {t('product.changed')}
      </Banner>
    );
  }
  return (
    <Banner look="danger" actions={refusal.holder && <HolderLink holder={refusal.holder} />}>
      {refusal.fields.length > 0 && !refusal.holder ? t('product.wrong') : describeError(t, error)}
    </Banner>
  );
}

/** In a new tab, because what is typed here is not saved. */
function HolderLink({ holder }: { holder: NonNullable<Refusal['holder']> }) {
  const { t } = useTranslation();
  const look = { target: '_blank', rel: 'noopener', className: buttonClass({}) };
  return 'product_id' in holder ? (
    <Link to="/products/$productId" params={{ productId: holder.product_id }} {...look}>
      {t('product.seeHolder')}
    </Link>
  ) : (
    <Link to="/products" search={{ query: holder.query }} {...look}>
      {t('product.seeHolder')}
    </Link>
  );
}
