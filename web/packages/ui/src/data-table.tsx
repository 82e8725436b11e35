import { clsx } from 'clsx';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Skeleton } from './skeleton';

export type Column<Row> = {
  id: string;
  head: string;
  /** Stands in the head instead of its text, such as a choice of all rows. */
  headControl?: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column, so that digits line up. */
  isNumber?: boolean;
  /** Left out where there is little room. */
  isSecondary?: boolean;
  /** Its head is a button that orders the rows by it. */
  isSortable?: boolean;
  /** Its first press begins with the newest or the most. */
  isFallingFirst?: boolean;
};

/** The column that the rows are ordered by. */
export type Sort = { by: string; isDescending: boolean };

type Props<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Holds the place of the rows while they come. */
  isLoading?: boolean;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
};

const LOADING_ROWS = 8;

/** A table that scrolls sideways inside itself when the screen is small, never the page. */
export function DataTable<Row>({ caption, columns, rows, keyOf, isLoading = false, sort, onSort }: Props<Row>) {
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
              <th
                key={column.id}
                scope="col"
                aria-sort={sort?.by === column.id ? (sort.isDescending ? 'descending' : 'ascending') : undefined}
                className={cellClass(column, 'py-3 text-sm font-semibold text-ink-soft')}
              >
                {column.isSortable && onSort ? (
                  <SortButton column={column} sort={sort} onSort={onSort} />
                ) : (
                  (column.headControl ?? column.head)
                )}
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
                      {asItReads(column.cell(row))}
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </section>
  );
}

type SortProps<Row> = { column: Column<Row>; sort: Sort | undefined; onSort: (sort: Sort) => void };

function SortButton<Row>({ column: { head, id, isFallingFirst = false }, sort, onSort }: SortProps<Row>) {
  const isBy = sort?.by === id;
  const Icon = !isBy ? ChevronsUpDown : sort.isDescending ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={() => onSort({ by: id, isDescending: isBy ? !sort.isDescending : isFallingFirst })}
      className={clsx('-mx-2 -my-2 inline-flex min-h-11 items-center gap-1.5 rounded-sm px-2', isBy && 'text-ink')}
    >
      {head}
      <Icon className="size-4" aria-hidden="true" />
    </button>
  );
}

/** What is only text has a direction of its own. */
function asItReads(content: ReactNode): ReactNode {
  return typeof content === 'string' ? <bdi>{content}</bdi> : content;
}

function cellClass<Row>({ isNumber, isSecondary }: Column<Row>, more: string): string {
  return clsx(
    'px-3 whitespace-nowrap first:ps-5 last:pe-5',
    isNumber ? 'text-end' : 'text-start',
    isSecondary && 'max-md:hidden',
    more,
  );
}
