import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Skeleton } from './skeleton';

export type Column<Row> = {
  id: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column, so that digits line up. */
  isNumber?: boolean;
  /** Left out where there is little room. */
  isSecondary?: boolean;
};

type Props<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Holds the place of the rows while they come. */
  isLoading?: boolean;
};

const LOADING_ROWS = 8;

/** A table that scrolls sideways inside itself when the screen is small, never the page. */
export function DataTable<Row>({ caption, columns, rows, keyOf, isLoading = false }: Props<Row>) {
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it, and not every table has a link to stand on
      tabIndex={0}
      className="overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full border-collapse text-start">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line">
            {columns.map((column) => (
              <th key={column.id} scope="col" className={cellClass(column, 'py-3 text-sm font-semibold text-ink-soft')}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {isLoading
            ? Array.from({ length: LOADING_ROWS }, (_, index) => `loading-${index}`).map((key) => (
                <tr key={key} className="border-line not-last:border-b">
                  {columns.map((column) => (
                    <td key={column.id} className={cellClass(column, 'py-4.5')}>
                      <Skeleton className="h-4 w-full max-w-24" />
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row) => (
                <tr key={keyOf(row)} className="relative border-line not-last:border-b hover:bg-sunken">
                  {columns.map((column) => (
                    <td key={column.id} className={cellClass(column, 'py-3.5')}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </section>
  );
}

function cellClass<Row>({ isNumber, isSecondary }: Column<Row>, more: string): string {
  return clsx(
    'px-3 whitespace-nowrap first:ps-5 last:pe-5',
    isNumber ? 'text-end' : 'text-start',
    isSecondary && 'max-md:hidden',
    more,
  );
}
