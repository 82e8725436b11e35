import { describeError } from '@novapos/core';
import { Button, EmptyState } from '@novapos/ui';
import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';

type Props = { title: string; error: unknown; onRetry: () => void };

/** What stands in the place of something that did not come. */
export function LoadProblem({ title, error, onRetry }: Props) {
  const { t } = useTranslation();
  return (
    <EmptyState icon={CloudOff} title={title} action={<Button onClick={onRetry}>{t('common.retry')}</Button>}>
      {describeError(t, error)}
    </EmptyState>
  );
}
