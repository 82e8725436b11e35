import { formatTime } from '@novapos/core';
import { useTranslation } from 'react-i18next';
import { useSessionState } from '../session/api';
import { useSetup } from '../till/use-till';
import type { Aside } from './parked-sales';

/** How a sale is put aside now: without a name it is known by its time. */
export function useAside(): (name: string) => Aside {
  const { t } = useTranslation();
  const { session } = useSessionState();
  const { store } = useSetup();
  return (name) => ({
    name: name || t('parked.unnamed', { time: formatTime(Date.now(), store.time_zone) }),
    by: session?.user.name ?? '',
  });
}
