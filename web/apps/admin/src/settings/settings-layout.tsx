import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PartTabs, partTab } from '../layout/part-tabs';
import { useSessionState } from '../session/api';
import { can } from '../session/guard';

const parts = [
  { to: '/settings/shop', name: 'shop', operation: 'update_shop' },
  { to: '/settings/stores', name: 'stores', operation: 'update_store' },
  { to: '/settings/registers', name: 'registers', operation: 'update_register' },
  { to: '/settings/tax', name: 'tax', operation: 'create_tax_rule' },
  { to: '/settings/cash', name: 'cash', operation: 'put_cash_settings' },
  { to: '/settings/discounts', name: 'discounts', operation: 'put_discount_settings' },
] as const;

export function SettingsLayout() {
  const { t } = useTranslation();
  const { session } = useSessionState();
  return (
    <>
      <PartTabs label={t('settings.title')}>
        {parts
          .filter(({ operation }) => can(session, operation))
          .map(({ to, name }) => (
            <Link key={to} to={to} className={partTab}>
              {t(`settings.parts.${name}`)}
            </Link>
          ))}
      </PartTabs>
      <Outlet />
    </>
  );
}
