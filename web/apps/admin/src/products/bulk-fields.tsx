import { type Currency, minorToDecimal } from '@novapos/core';
import { ChoiceGroup, SelectField, TextField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type BulkDraft, type BulkFault, LEAVE, NO_CATEGORY } from './bulk-change';
import { categories, taxCategories } from './queries';

const states = ['on', 'off'] as const;
const priceChanges = ['percent', 'amount'] as const;
const directions = ['up', 'down'] as const;
// Some amount that shows where the decimals go.
const EXAMPLE_MINOR = 20;

type Props = {
  draft: BulkDraft;
  faults: readonly BulkFault[];
  currency: Currency;
  onDraft: (changes: Partial<BulkDraft>) => void;
};

/** What is to become of the products: each of it is left as it is until something is chosen. */
export function BulkFields({ draft, faults, currency, onDraft }: Props) {
  const { t } = useTranslation();
  const { data: known } = useQuery(categories());
  const { data: taxes } = useQuery(taxCategories());
  const leave = { value: LEAVE, label: t('bulk.leave') };
  const example = minorToDecimal(EXAMPLE_MINOR, currency.exponent);
  const errorOf = (field: BulkFault) => (faults.includes(field) ? t(`bulk.invalid.${field}`, { example }) : undefined);
  return (
    <>
      <SelectField
        label={t('product.field.category_id')}
        value={draft.category}
        options={[
          leave,
          { value: NO_CATEGORY, label: t('product.noCategory') },
          ...(known ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ target }) => onDraft({ category: target.value })}
      />
      <SelectField
        label={t('product.field.tax_category')}
        value={draft.tax_category}
        options={[leave, ...(taxes ?? []).map((value) => ({ value, label: value }))]}
        onChange={({ target }) => onDraft({ tax_category: target.value })}
      />
      <SelectField
        label={t('products.state')}
        value={draft.state}
        options={[leave, ...states.map((value) => ({ value, label: t(`products.${value}`) }))]}
        onChange={({ target }) => onDraft({ state: states.find((one) => one === target.value) ?? LEAVE })}
      />
      <SelectField
        label={t('product.field.price')}
        hint={t('bulk.priceHint')}
        value={draft.price}
        options={[leave, ...priceChanges.map((value) => ({ value, label: t(`bulk.price.${value}`) }))]}
        onChange={({ target }) => onDraft({ price: priceChanges.find((one) => one === target.value) ?? LEAVE })}
      />
      {draft.price !== LEAVE && (
        <ChoiceGroup
          label={t('bulk.direction')}
          value={draft.direction}
          options={directions.map((value) => ({ value, label: t(`bulk.directions.${value}`) }))}
          onChange={(direction) => onDraft({ direction })}
        />
      )}
      {draft.price === 'percent' && (
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            label={t('bulk.percent')}
            error={errorOf('percent')}
            inputMode="decimal"
            autoComplete="off"
            value={draft.percent}
            onChange={({ target }) => onDraft({ percent: target.value })}
          />
          <TextField
            label={t('bulk.roundTo', { code: currency.code })}
            hint={t('bulk.roundToHint', { example })}
            error={errorOf('round_to')}
            inputMode="decimal"
            autoComplete="off"
            value={draft.round_to}
            onChange={({ target }) => onDraft({ round_to: target.value })}
          />
        </div>
      )}
      {draft.price === 'amount' && (
        <TextField
          label={t('bulk.amount', { code: currency.code })}
          error={errorOf('amount')}
          inputMode="decimal"
          autoComplete="off"
          value={draft.amount}
          onChange={({ target }) => onDraft({ amount: target.value })}
        />
      )}
    </>
  );
}
