import { describeError } from '@novapos/core';
import { Button, EmptyState, Skeleton, Spinner } from '@novapos/ui';
import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StoreView } from './parked-sales';

type Props = StoreView & {
  /** There is nothing above it yet. */
  isFirst: boolean;
  onRetry: () => void;
};

/** Whether the other registers were asked. What this device has waits for none of it. */
export function StoreNote({ isFirst, isAsking, list, error, onRetry }: Props) {
  const { t } = useTranslation();
  if (isAsking && !list) {
    return isFirst ? (
      <Skeleton className="h-40 w-full rounded-lg" />
    ) : (
      <p role="status" className="mt-4 flex items-center gap-2 text-sm text-ink-soft">
        <Spinner className="size-4" />
        {t('parked.asking')}
      </p>
    );
  }
  if (!error) return null;
  return isFirst ? (
    <EmptyState
      icon={CloudOff}
      title={t('parked.notAsked')}
      action={<Button onClick={onRetry}>{t('common.retry')}</Button>}
    >
      {describeError(t, error)}
    </EmptyState>
  ) : (
    <div role="status" className="mt-2 -mb-2 flex flex-wrap items-center justify-between gap-x-3 text-sm text-ink-soft">
      {t('parked.notAsked')}
      <Button look="quiet" className="ms-auto -me-3" onClick={onRetry}>
        {t('common.retry')}
      </Button>
    </div>
  );
}
