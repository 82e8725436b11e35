import { describeError } from '@novapos/core';
import { Banner, Button, Dialog, TextField } from '@novapos/ui';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quantityMilli } from '../stock/stock-act';
import type { Counted } from './count-lines';
import { useEnterCount } from './mutations';

type Props = { count_id: string; product: Counted; onClose: () => void };

export function EnterDialog({ count_id, product, onClose }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const entering = useEnterCount(count_id);
  const [text, setText] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const counted_milli = quantityMilli(text, product.unit);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (counted_milli !== null) entering.mutate({ product_id: product.id, counted_milli }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={t('count.enterTitle')}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        <Button look="primary" type="submit" form={formId} isBusy={entering.isPending}>
          {t('count.confirm')}
        </Button>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {entering.isError && <Banner look="danger">{describeError(t, entering.error)}</Banner>}
        <TextField
          data-autofocus
          label={t('count.quantity', { name: product.name })}
          hint={t('count.enterHelp')}
          error={isAsked && counted_milli === null ? t('count.quantityInvalid') : undefined}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </form>
    </Dialog>
  );
}
