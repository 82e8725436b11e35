import type { TransferDetail } from '@novapos/api';
import { minorToDecimal } from '@novapos/core';
import { tableFile } from '../lists/table-file';

/** All lines of a transfer as a CSV file, with the columns that the file of all transfers has for them. */
export function transferFile(lines: TransferDetail['lines']): string {
  const decimal = (milli: number) => minorToDecimal(milli, 3);
  return tableFile(lines, {
    sku: ({ product }) => product?.sku,
    name: ({ product }) => product?.name,
    unit: ({ product }) => product?.unit,
    shipped: ({ shipped_milli }) => decimal(shipped_milli),
    received: ({ received_milli }) => decimal(received_milli),
    resolved: ({ resolved_milli }) => decimal(resolved_milli),
    in_transit: ({ in_transit_milli }) => decimal(in_transit_milli),
    product_id: ({ product_id }) => product_id,
  });
}
