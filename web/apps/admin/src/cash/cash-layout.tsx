import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PartTabs, partTab } from '../layout/part-tabs';
import { useSessionState } from '../session/api';
import { can } from '../session/guard';

const parts = [
  { to: '/cash/sessions', name: 'sessions', operation: 'list_sessions' },
  { to: '/cash/z-reports', name: 'reports', operation: 'list_z_reports' },
  { to: '/cash/safe', name: 'safe', operation: 'get_safe' },
] as const;

export function CashLayout() {
  const { t } = useTranslation();
  const { session } = useSessionState();
  return (
    <>
      <PartTabs label={t('cash.title')}>
        {parts
          .filter(({ operation }) => can(session, operation))
          .map(({ to, name }) => (
            <Link key={to} to={to} className={partTab}>
              {t(`cash.parts.${name}`)}
            </Link>
          ))}
      </PartTabs>
      <Outlet />
    </>
  );
}
