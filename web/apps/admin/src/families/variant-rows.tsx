import { type Currency, minorToDecimal } from '@novapos/core';
import { clsx } from 'clsx';
import { type KeyboardEvent, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import type { Row, RowDraft, RowFaults, RowField } from './family-draft';
import { VARIANTS_MAX } from './option-values';

// Some price that shows where the decimals go.
const EXAMPLE_MINOR = 250;
const fields = ['sku', 'barcodes', 'price'] as const;
const heads = { sku: 'family.rows.sku', barcodes: 'family.rows.barcode', price: 'family.rows.price' } as const;
const labels = { sku: 'family.rows.skuOf', barcodes: 'family.rows.barcodeOf', price: 'family.rows.priceOf' } as const;

// A SKU is the longest of them, and a barcode has 13 digits.
const widths = { sku: 'w-1/3', barcodes: 'w-1/4', price: 'w-28' } as const;

type Message = 'product.invalid.sku';
type Props = {
  rows: readonly Row[];
  /** How many the options would make, also where these are too many to list. */
  count: number;
  /** Which words say what is wrong, and what the server said. */
  faults: RowFaults;
  refusals: RowFaults;
  error: string | null;
  /** Stands in an empty field, because it holds for it. */
  commonPrice: string;
  currency: Currency;
  onRow: (key: string, changes: RowDraft) => void;
};

/** Every combination of the options' values: what is to be made of it. */
export function VariantRows({ rows, count, faults, refusals, error, commonPrice, currency, onRow }: Props) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  const made = rows.filter(({ isLeftOut }) => !isLeftOut).length;
  const isTooMany = made > VARIANTS_MAX || (rows.length === 0 && count > 0);
  const help = isTooMany
    ? t('family.rows.tooMany', { count: rows.length === 0 ? count : made, max: VARIANTS_MAX })
    : rows.length === 0
      ? t('family.rows.none')
      : t('family.rows.count', { count: made, max: VARIANTS_MAX });

  return (
    <Card title={t('family.rows.title')}>
      <p role="status" className={clsx('-mt-3 text-sm', isTooMany ? 'font-medium text-danger' : 'text-ink-soft')}>
        {help}
      </p>
      {error && !isTooMany && (
        <p role="alert" className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
      {rows.length > 0 && (
        <table aria-label={t('family.rows.title')} className="w-full border-collapse text-start max-md:block">
          <thead className="max-md:sr-only">
            <tr className="border-b border-line text-sm text-ink-soft">
              <th scope="col" className="py-2 pe-3 text-start font-semibold">
                {t('family.rows.name')}
              </th>
              {fields.map((field) => (
                <th key={field} scope="col" className={clsx('py-2 pe-3 text-start font-semibold', widths[field])}>
                  {t(heads[field])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body} className="max-md:block">
            {rows.map((row) => {
              const name = row.values.join(' · ');
              return (
                <tr
                  key={row.key}
                  className="border-line not-last:border-b max-md:grid max-md:grid-cols-2 max-md:gap-x-3 max-md:py-3"
                >
                  <th
                    scope="row"
                    className="py-2 pe-3 text-start align-top font-semibold max-md:col-span-2 max-md:block"
                  >
                    <label className="flex min-h-12 cursor-pointer items-center gap-3">
                      <input
                        type="checkbox"
                        aria-label={t('family.rows.makeOf', { name })}
                        checked={!row.isLeftOut}
                        onChange={() => onRow(row.key, { isLeftOut: !row.isLeftOut })}
                        className="size-5 shrink-0 accent-brand"
                      />
                      <span
                        className={clsx(
                          'min-w-0 wrap-anywhere',
                          row.isLeftOut && 'font-normal text-ink-soft line-through',
                        )}
                      >
                        <bdi>{name}</bdi>
                      </span>
                    </label>
                  </th>
                  {fields.map((field) => (
                    <td
                      key={field}
                      className={clsx(
                        'py-2 pe-3 align-top last:pe-0 max-md:block max-md:pe-0',
                        field === 'sku' && 'max-md:col-span-2',
                        row.isLeftOut && 'max-md:hidden',
                      )}
                    >
                      {row.isLeftOut ? (
                        field === 'sku' && (
                          <span className="flex min-h-12 items-center text-sm text-ink-soft">
                            {t('family.rows.leftOut')}
                          </span>
                        )
                      ) : (
                        <Cell
                          label={t(labels[field], { name })}
                          head={t(heads[field])}
                          field={field}
                          value={row[field]}
                          placeholder={field === 'price' ? commonPrice : ''}
                          error={textOf(row.key, field)}
                          onValue={(value) => onRow(row.key, { [field]: value })}
                          onNext={(input) => focusBelow(input, field)}
                        />
                      )}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Card>
  );

  function textOf(key: string, field: RowField): string | undefined {
    const fault = faults[key]?.[field];
    if (!fault) return refusals[key]?.[field];
    return t(fault as Message, { example: minorToDecimal(EXAMPLE_MINOR, currency.exponent) });
  }

  /** A scanner ends with Enter: the next code belongs to the next row. */
  function focusBelow(input: HTMLInputElement, field: RowField): void {
    const column = [...(body.current?.querySelectorAll<HTMLInputElement>(`input[data-field="${field}"]`) ?? [])];
    column[column.indexOf(input) + 1]?.focus();
  }
}

type CellProps = {
  label: string;
  head: string;
  field: RowField;
  value: string;
  placeholder: string;
  error: string | undefined;
  onValue: (value: string) => void;
  onNext: (input: HTMLInputElement) => void;
};

function Cell({ label, head, field, value, placeholder, error, onValue, onNext }: CellProps) {
  const id = useId();
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onNext(event.currentTarget);
  };
  return (
    <label className="block">
      <span aria-hidden="true" className="mb-1 block text-sm text-ink-soft md:hidden">
        {head}
      </span>
      <input
        aria-label={label}
        data-field={field}
        value={value}
        placeholder={placeholder}
        inputMode={field === 'price' ? 'decimal' : undefined}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? id : undefined}
        onChange={({ target }) => onValue(target.value)}
        onKeyDown={press}
        className={clsx(
          'h-12 w-full min-w-0 rounded-md border bg-surface px-3 text-base placeholder:italic',
          error ? 'border-danger' : 'border-control',
        )}
      />
      {error && (
        <span id={id} className="mt-1 block text-sm font-medium text-danger wrap-anywhere">
          {error}
        </span>
      )}
    </label>
  );
}
