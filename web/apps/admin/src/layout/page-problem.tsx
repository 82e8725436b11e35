import { ApiError } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Button, EmptyState } from '@novapos/ui';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { CloudOff, Lock, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NotForRole } from '../session/guard';

export function PageProblem({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  if (error instanceof NotForRole) {
    return (
      <Centred>
        <EmptyState icon={Lock} title={t('guard.title')}>
          {t('guard.help')}
        </EmptyState>
      </Centred>
    );
  }
  const retry = () => {
    reset();
    void router.invalidate();
  };
  const isUnanswered = error instanceof ApiError && error.isUnanswered;
  return (
    <Centred>
      <EmptyState
        icon={isUnanswered ? CloudOff : TriangleAlert}
        title={t('page.crashed')}
        action={
          <Button look="primary" onClick={retry}>
            {t('common.retry')}
          </Button>
        }
      >
        {error instanceof ApiError ? describeError(t, error) : t('common.unexpected')}
      </EmptyState>
    </Centred>
  );
}

function Centred({ children }: { children: React.ReactNode }) {
  return <div className="flex min-h-[70dvh]">{children}</div>;
}
