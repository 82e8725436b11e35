import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSessionState } from '../session/api';
import { can } from '../session/guard';

const tab =
  'inline-flex min-h-12 items-center border-b-3 border-transparent px-3 font-semibold whitespace-nowrap text-ink-soft hover:text-ink data-[status=active]:border-brand data-[status=active]:text-brand';

const parts = [
  { to: '/settings/shop', name: 'shop', operation: 'update_shop' },
  { to: '/settings/stores', name: 'stores', operation: 'update_store' },
  { to: '/settings/registers', name: 'registers', operation: 'update_register' },
  { to: '/settings/tax', name: 'tax', operation: 'create_tax_rule' },
] as const;

/** The parts of the settings, side by side. */
export function SettingsLayout() {
  const { t } = useTranslation();
  const { session } = useSessionState();
  return (
    <>
      <nav
        aria-label={t('settings.title')}
        className="no-scrollbar -mx-4 mb-6 flex overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0"
      >
        {parts
          .filter(({ operation }) => can(session, operation))
          .map(({ to, name }) => (
            <Link key={to} to={to} className={tab}>
              {t(`settings.parts.${name}`)}
            </Link>
          ))}
      </nav>
      <Outlet />
    </>
  );
}
