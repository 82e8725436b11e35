import { describeError } from '@novapos/core';
import { Button, EmptyState, Logo, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { ChevronRight, CloudOff, MonitorSmartphone, Store } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { WithQueries } from '../with-queries';
import { rememberOnDevice } from './device';
import { registersByStore } from './queries';

type Props = { tenant_id: string };

export function RegisterScreen(props: Props) {
  return (
    <WithQueries>
      <RegisterChoice {...props} />
    </WithQueries>
  );
}

function RegisterChoice({ tenant_id }: Props) {
  const { t } = useTranslation();
  const groups = useQuery(registersByStore(tenant_id));
  const choose = (id: string) => rememberOnDevice({ register: { tenant_id, id } });

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-xl flex-col gap-6 p-5 py-10">
      <Logo />
      <div>
        <h1 className="text-2xl font-bold tracking-tight">{t('register.title')}</h1>
        <p className="mt-1 text-ink-soft">{t('register.help')}</p>
      </div>
      {groups.isPending && <Skeleton className="h-44 w-full rounded-xl" />}
      {groups.isError && (
        <EmptyState
          icon={CloudOff}
          title={t('boot.failed')}
          action={<Button onClick={() => void groups.refetch()}>{t('common.retry')}</Button>}
        >
          {describeError(t, groups.error)}
        </EmptyState>
      )}
      {groups.data?.length === 0 && (
        <EmptyState icon={MonitorSmartphone} title={t('register.none')}>
          {t('register.noneHelp')}
        </EmptyState>
      )}
      {groups.data?.map(({ store, registers }) => (
        <section key={store.id} aria-label={store.name} className="overflow-hidden rounded-xl bg-surface shadow-card">
          <h2 className="flex items-center gap-2.5 px-5 pt-4 pb-2 font-semibold text-ink-soft">
            <Store className="size-5" aria-hidden="true" />
            <bdi>{store.name}</bdi>
          </h2>
          <ul>
            {registers.map((register) => (
              <li key={register.id} className="border-line [&+&]:border-t">
                <button
                  type="button"
                  onClick={() => void choose(register.id)}
                  className="press flex min-h-18 w-full items-center gap-4 px-5 text-start -outline-offset-3 hover:bg-brand-soft"
                >
                  <span className="grow">
                    <span className="block text-lg font-semibold">
                      <bdi>{register.name}</bdi>
                    </span>
                    <span className="text-sm text-ink-soft">{t('register.series', { series: register.series })}</span>
                  </span>
                  <ChevronRight className="size-6 rtl:-scale-x-100 text-ink-soft" aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}
