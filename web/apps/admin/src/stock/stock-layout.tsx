import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PartTabs, partTab } from '../layout/part-tabs';

/** Levels, transfers and counts, side by side. Who sees one sees the others. */
export function StockLayout() {
  const { t } = useTranslation();
  return (
    <>
      <PartTabs label={t('stock.title')}>
        <Link to="/stock" activeOptions={{ exact: true, includeSearch: false }} className={partTab}>
          {t('stock.levels')}
        </Link>
        <Link to="/stock/transfers" className={partTab}>
          {t('transfers.title')}
        </Link>
        <Link to="/stock/counts" className={partTab}>
          {t('counts.title')}
        </Link>
      </PartTabs>
      <Outlet />
    </>
  );
}
