import { useMutation } from '@tanstack/react-query';
import { exportFile } from '../export-file';

/** The whole catalogue as a file. */
export function useExportProducts() {
  return useMutation({
    mutationFn: (decimals: number) => exportFile(`/products/export?decimals=${decimals}`, 'products'),
  });
}
