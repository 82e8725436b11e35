import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PartTabs, partTab } from '../layout/part-tabs';
import { useSessionState } from '../session/api';
import { can } from '../session/guard';

const isHere = { exact: true, includeSearch: false };

/** The lists of the catalogue, side by side. */
export function ProductParts() {
  const { t } = useTranslation();
  const { session } = useSessionState();
  return (
    <PartTabs label={t('products.parts')}>
      <Link to="/products" activeOptions={isHere} className={partTab}>
        {t('products.title')}
      </Link>
      {can(session, 'list_families') && (
        <Link to="/products/families" activeOptions={isHere} className={partTab}>
          {t('families.title')}
        </Link>
      )}
      {can(session, 'put_favourites') && (
        <Link to="/products/favourites" activeOptions={isHere} className={partTab}>
          {t('favourites.link')}
        </Link>
      )}
    </PartTabs>
  );
}
