import type { BulkEditDone } from '@novapos/api';
import type { Currency } from '@novapos/core';
import { describeError } from '@novapos/core';
import { Banner, Button, Dialog } from '@novapos/ui';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { UnsavedGuard } from '../layout/unsaved-guard';
import { type BulkDraft, changeOf, emptyDraft } from './bulk-change';
import { BulkFields } from './bulk-fields';
import { BulkPreview } from './bulk-preview';
import { reasonsOf } from './bulk-refusal';
import { useBulkEdit } from './mutations';

/** So many reasons of a refusal are read through. */
const REASONS_MAX = 10;

type Props = {
  product_ids: readonly string[];
  currency: Currency;
  onClose: () => void;
  onDone: (changed: number) => void;
};

/** The same change of many products: said, tried, and then made. */
export function BulkDialog({ product_ids, currency, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const edit = useBulkEdit();
  const [draft, setDraft] = useState<BulkDraft>(emptyDraft);
  const [isAsked, setIsAsked] = useState(false);
  const [tried, setTried] = useState<BulkEditDone | null>(null);
  const { change, faults } = changeOf(draft, currency);
  const isNothing = Object.keys(change).length === 0 && faults.length === 0;
  const send = (dry_run: boolean, onSuccess: (done: BulkEditDone) => void) =>
    edit.mutate({ product_ids: [...product_ids], dry_run, ...change }, { onSuccess });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (!isNothing && faults.length === 0) send(true, setTried);
  };
  const back = () => {
    edit.reset();
    setTried(null);
  };

  return (
    // Each step is a window of its own to the focus.
    <Dialog
      key={tried ? 'tried' : 'asked'}
      title={t('bulk.title', { count: product_ids.length })}
      onClose={onClose}
      footer={
        tried ? (
          <>
            <Button onClick={back}>{t('common.back')}</Button>
            <Button
              look="primary"
              data-autofocus
              disabled={tried.changed === 0}
              isBusy={edit.isPending}
              onClick={() => send(false, ({ changed }) => onDone(changed))}
            >
              {t('bulk.apply', { count: tried.changed })}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{t('product.cancel')}</Button>
            <Button look="primary" type="submit" form={formId} isBusy={edit.isPending}>
              {t('bulk.try')}
            </Button>
          </>
        )
      }
    >
      <UnsavedGuard isUnsaved={!isNothing && !(edit.isSuccess && !edit.data.dry_run)} />
      <div className="flex flex-col gap-4">
        {edit.isError && <Refused error={edit.error} />}
        {tried ? (
          <BulkPreview tried={tried} currency={currency} />
        ) : (
          <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
            {isAsked && isNothing && <Banner look="danger">{t('bulk.nothing')}</Banner>}
            <BulkFields
              draft={draft}
              faults={isAsked ? faults : []}
              currency={currency}
              onDraft={(changes) => {
                edit.reset();
                setDraft({ ...draft, ...changes });
              }}
            />
          </form>
        )}
      </div>
    </Dialog>
  );
}

function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const reasons = reasonsOf(t, error);
  return (
    <Banner look="danger">
      {describeError(t, error)}
      {reasons.length > 0 && (
        <ul className="mt-1 list-disc ps-5 font-normal wrap-anywhere">
          {reasons.slice(0, REASONS_MAX).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {reasons.length > REASONS_MAX && t('bulk.moreReasons', { count: reasons.length - REASONS_MAX })}
    </Banner>
  );
}
