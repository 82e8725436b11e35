import { Button, Dialog } from '@novapos/ui';
import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Asks once before what was typed is lost, whichever way the page is left. */
export function UnsavedGuard({ isUnsaved }: { isUnsaved: boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker({
    shouldBlockFn: () => isUnsaved,
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Dialog
      role="alertdialog"
      title={t('unsaved.title')}
      onClose={blocker.reset}
      footer={
        <>
          <Button onClick={blocker.proceed}>{t('unsaved.leave')}</Button>
          <Button look="primary" data-autofocus onClick={blocker.reset}>
            {t('unsaved.stay')}
          </Button>
        </>
      }
    >
      <p className="text-ink-soft">{t('unsaved.help')}</p>
    </Dialog>
  );
}
