import { describeError } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exportFile, type FileSource } from '../export-file';
import { ListTooLong } from './table-file';

/** Brings a list as a file of this name, from where it is said to come. */
export function useExport(name: string) {
  return useMutation({ mutationFn: (from: FileSource) => exportFile(from, name) });
}

type Exporting = ReturnType<typeof useExport>;

export function ExportButton({ exporting, from }: { exporting: Exporting; from: FileSource | undefined }) {
  const { t } = useTranslation();
  return (
    <Button disabled={!from} isBusy={exporting.isPending} onClick={() => from && exporting.mutate(from)}>
      <Download className="size-5" aria-hidden="true" />
      {t('list.export')}
    </Button>
  );
}

/** Why no file came. */
export function ExportProblem({ exporting }: { exporting: Exporting }) {
  const { t } = useTranslation();
  if (!exporting.isError) return null;
  return (
    <Banner look="danger" className="mb-5">
      {t('list.exportFailed', {
        reason: exporting.error instanceof ListTooLong ? t('list.tooLong') : describeError(t, exporting.error),
      })}
    </Banner>
  );
}
