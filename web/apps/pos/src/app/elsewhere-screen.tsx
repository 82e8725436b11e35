import { Button, EmptyState } from '@novapos/ui';
import { AppWindow } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export function ElsewhereScreen({ onTakeOver }: { onTakeOver: () => void }) {
  const { t } = useTranslation();
  return (
    <main className="flex h-dvh">
      <EmptyState
        icon={AppWindow}
        title={t('window.title')}
        action={
          <Button look="primary" size="lg" onClick={onTakeOver}>
            {t('window.takeOver')}
          </Button>
        }
      >
        {t('window.help')}
      </EmptyState>
    </main>
  );
}
