import { LogoMark, Spinner } from '@novapos/ui';
import { useTranslation } from 'react-i18next';

export function OpeningScreen() {
  const { t } = useTranslation();
  return (
    <main className="grid h-dvh place-items-center">
      <div role="status" className="flex flex-col items-center gap-5">
        <LogoMark className="size-16" />
        <p className="flex items-center gap-3 text-lg font-medium text-ink-soft">
          <Spinner className="size-5" />
          {t('boot.opening')}
        </p>
      </div>
    </main>
  );
}
