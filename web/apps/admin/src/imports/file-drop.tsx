import { clsx } from 'clsx';
import { FileUp } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A file is chosen with the platform's own dialog, or dropped. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation();
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <label
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={clsx(
        'relative flex grow cursor-pointer flex-col items-center justify-center gap-2 rounded-lg border-2 border-dashed p-8 text-center',
        'has-focus-visible:outline-3 has-focus-visible:outline-focus',
        isOver ? 'border-brand bg-brand-soft' : 'border-control bg-surface hover:border-brand',
      )}
    >
      <FileUp className="size-8 text-brand" aria-hidden="true" />
      <span className="text-lg font-semibold">{t('import.choose')}</span>
      <span className="max-w-md text-sm text-ink-soft">{t('import.limits')}</span>
      <input
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        className="sr-only"
        onChange={(event) => {
          take(event.target.files);
          // The same file can be chosen again once it is mended.
          event.target.value = '';
        }}
      />
    </label>
  );
}
