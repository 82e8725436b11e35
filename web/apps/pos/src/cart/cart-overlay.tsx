import { Sheet } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import type { CartQuote } from '../till/pricing';
import { CartPanel } from './cart-panel';

export function CartOverlay({ quote, onClose }: { quote: CartQuote; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Sheet label={t('cart.title')} onClose={onClose}>
      <CartPanel quote={quote} onClose={onClose} />
    </Sheet>
  );
}
