import { describeError } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { useMutation } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Selection } from '../lists/use-selection';
import { BULK_MAX } from './bulk-change';
import type { ProductFilter } from './product-filter';
import { foundIds } from './queries';

type Props = {
  selection: Selection;
  filter: ProductFilter;
  /** All rows that are shown are chosen, and the list has more. */
  hasMore: boolean;
  onChange: () => void;
};

/** What is chosen, and what can be done with it; in sight for as long as something is. */
export function SelectionBar({ selection, filter, hasMore, onChange }: Props) {
  const { t } = useTranslation();
  const all = useMutation({ mutationFn: () => foundIds(filter, BULK_MAX), onSuccess: ({ ids }) => selection.set(ids) });
  const count = selection.ids.size;
  const isTooMany = count > BULK_MAX;
  return (
    <section
      aria-label={t('bulk.bar')}
      className="sticky bottom-3 z-10 mt-4 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-raised p-3 shadow-float"
    >
      <p role="status" className="grow ps-2 font-semibold">
        {t('bulk.selected', { count })}
      </p>
      <div className="ms-auto flex flex-wrap justify-end gap-x-3 gap-y-2 max-sm:[&_svg]:hidden">
        <Button look="quiet" onClick={selection.clear}>
          <X className="size-5" aria-hidden="true" />
          {t('bulk.clear')}
        </Button>
        {hasMore && (
          <Button isBusy={all.isPending} onClick={() => all.mutate()}>
            {t('bulk.selectFound')}
          </Button>
        )}
        <Button look="primary" disabled={isTooMany} onClick={onChange}>
          {t('bulk.change')}
        </Button>
      </div>
      {all.isError && (
        <Banner look="danger" className="w-full">
          {describeError(t, all.error)}
        </Banner>
      )}
      {(isTooMany || all.data?.isCut) && (
        <p className="w-full ps-2 text-sm text-ink-soft">{t('bulk.most', { count: BULK_MAX })}</p>
      )}
    </section>
  );
}
