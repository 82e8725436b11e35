import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export function UndoBar({ name, onUndo }: { name: string; onUndo: () => void }) {
  const { t } = useTranslation();
  return (
    <div
      role="status"
      className="absolute inset-x-3 bottom-3 flex min-h-14 animate-rise items-center gap-3 rounded-md bg-ink ps-4 pe-1 text-canvas shadow-float"
    >
      <p className="min-w-0 grow truncate font-medium">{t('cart.removed', { name })}</p>
      <button
        type="button"
        onClick={onUndo}
        className="press flex h-12 items-center gap-2 rounded-sm bg-canvas/15 px-4 font-bold"
      >
        <Undo2 className="size-5 rtl:-scale-x-100" aria-hidden="true" />
        {t('cart.undo')}
      </button>
    </div>
  );
}
