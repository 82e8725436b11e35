import type { FamilySummary, Product } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, Dialog } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '../layout/search-box';
import { useChangeProduct } from '../products/mutations';
import { foundFamilies } from './queries';
import { ValueFields } from './value-fields';

type Props = { product: Product; onClose: () => void };

/** Makes a product one of a family: which, and with which values. */
export function JoinFamilyDialog({ product, onClose }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const change = useChangeProduct(product.id);
  const [family, setFamily] = useState<FamilySummary | null>(null);
  const [values, setValues] = useState<readonly string[]>([]);
  const choose = (chosen: FamilySummary | null) => {
    change.reset();
    setFamily(chosen);
    setValues(chosen?.options.map((option) => option.values[0] ?? '') ?? []);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!family) return;
    const variant = { family_id: family.id, values: [...values] };
    change.mutate({ rev: product.rev, variant }, { onSuccess: onClose });
  };
  return (
    // What is chosen first and what then are windows of their own to the focus.
    <Dialog
      key={family?.id ?? 'search'}
      title={t('family.card.putTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('product.cancel')}</Button>
          {family && (
            <Button look="primary" type="submit" form={formId} isBusy={change.isPending}>
              {t('family.card.save')}
            </Button>
          )}
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {change.isError && <Banner look="danger">{describeError(t, change.error)}</Banner>}
        {family ? (
          <>
            <div>
              <p className="font-semibold wrap-anywhere">
                <bdi>{family.name}</bdi>
              </p>
              <Button look="quiet" className="-ms-4" onClick={() => choose(null)}>
                {t('family.card.other')}
              </Button>
            </div>
            <ValueFields options={family.options} values={values} onValues={setValues} />
          </>
        ) : (
          <FamilySearch onPick={choose} />
        )}
      </form>
    </Dialog>
  );
}

function FamilySearch({ onPick }: { onPick: (family: FamilySummary) => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const found = useQuery(foundFamilies(query));
  return (
    <>
      <SearchBox
        label={t('family.card.find')}
        placeholder={t('family.card.findHint')}
        value={query}
        onSearch={setQuery}
      />
      {found.isError && <Banner look="danger">{describeError(t, found.error)}</Banner>}
      {found.data?.length === 0 && (
        <p role="status" className="text-sm text-ink-soft">
          {t('family.card.foundNone')}
        </p>
      )}
      {found.data && found.data.length > 0 && (
        <ul
          aria-label={t('family.card.found')}
          className="flex flex-col divide-y divide-line rounded-md border border-line"
        >
          {found.data.map((family) => (
            <li key={family.id}>
              <button
                type="button"
                className="press min-h-12 w-full rounded-md px-4 py-2 text-start font-semibold wrap-anywhere hover:bg-sunken"
                onClick={() => onPick(family)}
              >
                <bdi>{family.name}</bdi>
                <span className="block text-sm font-normal text-ink-soft">
                  {family.options.map(({ name }) => name).join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
