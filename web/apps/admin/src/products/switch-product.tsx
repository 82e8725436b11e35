import type { Product } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import type { useSwitchProduct } from './mutations';

type Switching = ReturnType<typeof useSwitchProduct>;

export function SwitchButton({ product, switching }: { product: Product; switching: Switching }) {
  const { t } = useTranslation();
  return (
    <Button
      look={product.active ? 'dangerPlain' : 'plain'}
      isBusy={switching.isPending}
      onClick={() => switching.mutate(!product.active)}
    >
      {t(product.active ? 'product.deactivate' : 'product.activate')}
    </Button>
  );
}

/** What came of it, with the way back. */
export function SwitchNote({ product, switching }: { product: Product; switching: Switching }) {
  const { t } = useTranslation();
  if (switching.isError) {
    return (
      <Banner look="danger" className="mb-5">
        {describeError(t, switching.error)}
      </Banner>
    );
  }
  if (!switching.isSuccess) return null;
  return (
    <Banner
      look="info"
      className="mb-5"
      actions={<Button onClick={() => switching.mutate(!product.active)}>{t('product.undo')}</Button>}
    >
      {t(product.active ? 'product.activated' : 'product.deactivated', { name: product.name })}
    </Banner>
  );
}
