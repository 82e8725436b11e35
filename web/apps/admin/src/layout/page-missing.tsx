import { Button, EmptyState } from '@novapos/ui';
import { useRouter } from '@tanstack/react-router';
import { MapPinOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export function PageMissing() {
  const { t } = useTranslation();
  const router = useRouter();
  return (
    <div className="flex min-h-[70dvh]">
      <EmptyState
        icon={MapPinOff}
        title={t('page.missing')}
        action={
          <Button look="primary" onClick={() => void router.navigate({ to: '/orders' })}>
            {t('page.toOrders')}
          </Button>
        }
      >
        {t('page.missingHelp')}
      </EmptyState>
    </div>
  );
}
