import { ApiError } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Button, EmptyState } from '@novapos/ui';
import { CloudOff, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** The last resort of a screen: what is saved is safe, and there is a way on. */
export function ScreenError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const isAnswer = error instanceof ApiError;
  return (
    <main className="flex h-dvh">
      <EmptyState
        icon={isAnswer && error.isUnanswered ? CloudOff : TriangleAlert}
        title={t(isAnswer ? 'boot.failed' : 'boot.crashed')}
        action={
          <Button look="primary" size="lg" onClick={isAnswer ? onRetry : () => window.location.reload()}>
            {t(isAnswer ? 'common.retry' : 'boot.reload')}
          </Button>
        }
      >
        {isAnswer ? describeError(t, error) : t('boot.crashedHelp')}
      </EmptyState>
    </main>
  );
}
