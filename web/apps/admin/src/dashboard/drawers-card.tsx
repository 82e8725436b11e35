import { formatTime } from '@novapos/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SessionStatus } from '../cash/session-status';
import { usePlaces } from '../shop/use-places';
import { cardLink } from './card-link';
import { PartCard } from './part-card';
import { openDrawers } from './queries';

export function DrawersCard({ store_id }: { store_id: string | undefined }) {
  const { t } = useTranslation();
  const drawers = useQuery(openDrawers(store_id));
  const { storeOf, textOf } = usePlaces();
  return (
    <PartCard
      title={t('dashboard.drawers')}
      query={drawers}
      failed={t('dashboard.drawersFailed')}
      isNone={(items) => items.length === 0}
      none={t('dashboard.drawersNone')}
      actions={
        <Link to="/cash/sessions" search={{ store_id }} className={cardLink}>
          {t('dashboard.toDrawers')}
        </Link>
      }
    >
      {(items) => (
        <ul className="-my-2 flex flex-col divide-y divide-line">
          {items.map((drawer) => (
            <li key={drawer.id} className="relative flex items-center gap-3 py-3 text-sm">
              <span className="min-w-0 grow">
                <Link
                  to="/cash/sessions/$sessionId"
                  params={{ sessionId: drawer.id }}
                  className="font-semibold wrap-anywhere after:absolute after:inset-0"
                >
                  {textOf(drawer) || drawer.series}
                </Link>
                <span className="block text-ink-soft wrap-anywhere">
                  {t('dashboard.drawerSince', {
                    at: formatTime(drawer.opened_at, storeOf(drawer)?.time_zone),
                    name: drawer.opened_by.name,
                  })}
                </span>
              </span>
              <SessionStatus status={drawer.status} />
            </li>
          ))}
        </ul>
      )}
    </PartCard>
  );
}
