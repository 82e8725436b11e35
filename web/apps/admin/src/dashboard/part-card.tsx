import { describeError } from '@novapos/core';
import { Button, Skeleton } from '@novapos/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';

type Props<Data> = {
  title: string;
  help?: string;
  query: UseQueryResult<Data>;
  failed: string;
  isNone: (data: Data) => boolean;
  none: string;
  actions?: ReactNode;
  children: (data: Data) => ReactNode;
};

/** A short list of the dashboard in each of its states, with the way to all of it. */
export function PartCard<Data>({ title, help, query, failed, isNone, none, actions, children }: Props<Data>) {
  const { t } = useTranslation();
  const { data } = query;
  return (
    <Card title={title} {...(help ? { help } : {})} actions={actions}>
      {query.isPending && <Skeleton className="h-32 w-full" />}
      {query.isError && (
        <div className="flex flex-col items-start gap-3 text-sm" role="alert">
          <p>
            <span className="block font-semibold">{failed}</span>
            <span className="text-ink-soft">{describeError(t, query.error)}</span>
          </p>
          <Button onClick={() => void query.refetch()}>{t('common.retry')}</Button>
        </div>
      )}
      {data !== undefined &&
        !query.isError &&
        (isNone(data) ? <p className="text-sm text-ink-soft">{none}</p> : children(data))}
    </Card>
  );
}
