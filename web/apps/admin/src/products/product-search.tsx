import { describeError } from '@novapos/core';
import { Button } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '../layout/search-box';
import { foundProducts, product as productQuery } from './queries';

type Props = {
  label: string;
  product_id: string | undefined;
  onPick: (product_id: string | undefined) => void;
  className?: string;
};

/** Narrows a list to one product, which is found by what is typed or scanned. */
export function ProductSearch({ label, product_id, onPick, className }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const hasChosen = useRef(false);
  // What was pressed is gone with the choice: the focus goes to what stands there now.
  useEffect(() => {
    if (hasChosen.current) box.current?.querySelector<HTMLElement>(product_id ? 'button' : 'input')?.focus();
    hasChosen.current = false;
  }, [product_id]);
  const choose = (chosen: string | undefined) => {
    hasChosen.current = true;
    onPick(chosen);
  };
  return (
    <div ref={box} className={className}>
      {product_id ? (
        <Picked label={label} product_id={product_id} onClear={() => choose(undefined)} />
      ) : (
        <Search label={label} onPick={choose} />
      )}
    </div>
  );
}

function Picked({ label, product_id, onClear }: { label: string; product_id: string; onClear: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const product = useQuery(productQuery(product_id));
  return (
    <fieldset aria-labelledby={id} className="flex flex-col gap-1.5">
      <p id={id} className="text-sm font-semibold">
        {label}
      </p>
      <div className="flex h-13 items-center gap-2 rounded-md border border-control bg-brand-soft ps-4 pe-0.5">
        <span className="min-w-0 grow truncate">
          <bdi>{product.data?.name ?? (product.isError ? t('picker.unknown') : '')}</bdi>
        </span>
        <Button look="quiet" size="icon" aria-label={t('picker.anyProduct')} onClick={onClear}>
          <X className="size-5" aria-hidden="true" />
        </Button>
      </div>
    </fieldset>
  );
}

function Search({ label, onPick }: { label: string; onPick: (product_id: string) => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const found = useQuery(foundProducts(query));
  return (
    <div className="relative">
      <SearchBox label={label} placeholder={t('picker.searchHint')} value={query} onSearch={setQuery} />
      {query !== '' && (found.isError || found.isSuccess) && (
        <div className="absolute inset-x-0 top-full z-10 mt-1 rounded-md border border-line bg-raised p-1 shadow-float">
          {found.isError && (
            <p role="alert" className="px-3 py-2 text-sm">
              {t('picker.foundFailed', { reason: describeError(t, found.error) })}
            </p>
          )}
          {found.data?.length === 0 && (
            <p role="status" className="px-3 py-2 text-sm text-ink-soft">
              {t('picker.foundNone')}
            </p>
          )}
          <ul aria-label={t('picker.found')}>
            {found.data?.map(({ id, name, sku }) => (
              <li key={id}>
                <button
                  type="button"
                  className="press min-h-12 w-full rounded-sm px-3 py-1.5 text-start wrap-anywhere hover:bg-sunken"
                  onClick={() => onPick(id)}
                >
                  <bdi>{name}</bdi>
                  <span className="block text-sm text-ink-soft">{sku}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
