import { Dialog } from '@novapos/ui';
import { useTranslation } from 'react-i18next';

const keys = [
  ['/  F2', 'search'],
  ['Enter', 'take'],
  ['F3', 'quantity'],
  ['F6', 'price'],
  ['Del', 'remove'],
  ['F9', 'exact'],
  ['F10', 'other'],
  ['F8', 'park'],
  ['F4', 'parked'],
  ['F7', 'lock'],
  ['Esc', 'back'],
  ['?  F1', 'help'],
] as const;

/** Every key of the sale, on one page. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('keys.title')} onClose={onClose} closeLabel={t('common.close')}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {keys.map(([key, meaning]) => (
          <div key={key} className="contents">
            <dt className="rounded-sm bg-ink/6 px-2.5 py-1 text-center font-mono text-sm">{key}</dt>
            <dd>{t(`keys.${meaning}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
