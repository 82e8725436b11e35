import type { Category } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Button, Dialog, TextField } from '@novapos/ui';
import { type FormEvent, useId, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useCreateCategory } from './mutations';

type Props = { onMade: (category: Category) => void; onClose: () => void };

export function CategoryDialog({ onMade, onClose }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const [name, setName] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const create = useCreateCategory();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React passes events on to the product's form, too.
    event.stopPropagation();
    setIsMissing(name.trim() === '');
    if (name.trim() !== '') create.mutate(name.trim(), { onSuccess: onMade });
  };

  // A form cannot stand inside a form.
  return createPortal(
    <Dialog
      title={t('product.newCategory')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('product.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={create.isPending}>
            {t('product.addCategory')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <TextField
          data-autofocus
          label={t('product.newCategoryName')}
          value={name}
          maxLength={200}
          error={
            isMissing ? t('product.invalid.category') : create.isError ? describeError(t, create.error) : undefined
          }
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>,
    document.body,
  );
}
