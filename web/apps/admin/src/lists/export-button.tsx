import { describeError } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exportFile } from '../export-file';

/** Fetches a list as a file of this name, from the path that is given. */
export function useExport(name: string) {
  return useMutation({ mutationFn: (path: string) => exportFile(path, name) });
}

type Exporting = ReturnType<typeof useExport>;

export function ExportButton({ exporting, path }: { exporting: Exporting; path: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Button disabled={!path} isBusy={exporting.isPending} onClick={() => path && exporting.mutate(path)}>
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
      {t('list.exportFailed', { reason: describeError(t, exporting.error) })}
    </Banner>
  );
}
