import { buttonClass } from '@novapos/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { StepName } from './steps';

/** The way to where a step is done. */
export function StepAction({ name, isNext }: { name: StepName; isNext: boolean }) {
  const { t } = useTranslation();
  const className = buttonClass({ look: isNext ? 'primary' : 'plain' });
  switch (name) {
    case 'shop':
      return null;
    case 'taxes':
      return (
        <Link to="/settings/tax/country" className={className}>
          {t('start.taxes.action')}
        </Link>
      );
    case 'goods':
      return (
        <span className="flex flex-wrap gap-2">
          <Link to="/products/new" className={className}>
            {t('start.goods.action')}
          </Link>
          <Link to="/products/import" className={buttonClass({})}>
            {t('start.goods.import')}
          </Link>
        </span>
      );
    case 'people':
      return (
        <Link to="/users/invite" className={className}>
          {t('start.people.action')}
        </Link>
      );
    case 'sale':
      return (
        <a href="/pos/" className={className}>
          {t('start.sale.action')}
        </a>
      );
  }
}
