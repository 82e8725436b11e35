import { ReceiptPaper, SelectField, TextAreaField, TextField } from '@novapos/ui';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { useMe } from '../session/me';
import { currencies, timeZones } from './choices';
import { receiptPreview } from './receipt-preview';
import { receiptLanguages, type StoreForm } from './store-form';

const policies = ['sell_through', 'strict'] as const;

type Props = { form: UseFormReturn<StoreForm>; isNew: boolean };
type Field = keyof StoreForm;
type Message = 'store.invalid.name';

export function StoreFields({ form, isNew }: Props) {
  const { t } = useTranslation();
  const { register, control, formState } = form;
  const [policy, zone, currency] = useWatch({ control, name: ['stock_policy', 'time_zone', 'currency'] });
  const errorOf = (field: Field) => {
    const error = formState.errors[field];
    return error?.type === 'server' ? error.message : error?.message && t(error.message as Message);
  };
  return (
    <>
      <Card title={t('store.general')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            {...register('name')}
            label={t('store.name')}
            error={errorOf('name')}
            autoComplete="off"
            className="sm:col-span-2"
          />
          <TextField
            {...register('code')}
            label={t('store.code')}
            hint={t('store.codeHint')}
            error={errorOf('code')}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
          />
          {isNew ? (
            <SelectField
              {...register('currency')}
              label={t('store.currency')}
              hint={t('store.currencyHint')}
              error={errorOf('currency')}
              options={currencies()}
            />
          ) : (
            <TextField readOnly label={t('store.currency')} hint={t('store.currencyFixed')} value={currency} />
          )}
        </div>
      </Card>
      <Card title={t('store.time')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            {...register('time_zone')}
            label={t('store.zone')}
            error={errorOf('time_zone')}
            options={timeZones(zone)}
          />
          <TextField
            {...register('day_cutoff')}
            type="time"
            max="11:59"
            label={t('store.cutoff')}
            hint={t('store.cutoffHint')}
            error={errorOf('day_cutoff')}
          />
        </div>
      </Card>
      <Card title={t('store.stock')}>
        <SelectField
          {...register('stock_policy')}
          label={t('store.policy')}
          hint={t(`store.policyHelp.${policy}`)}
          error={errorOf('stock_policy')}
          options={policies.map((value) => ({ value, label: t(`store.policies.${value}`) }))}
        />
      </Card>
      <Card title={t('store.receipt')}>
        <div className="grid items-start gap-5 md:grid-cols-2">
          <div className="flex flex-col gap-4">
            <SelectField
              {...register('receipt_language')}
              label={t('store.receiptLanguage')}
              hint={t('store.receiptLanguageHint')}
              error={errorOf('receipt_language')}
              options={receiptLanguages.map((value) => ({ value, label: ownName(value), lang: value }))}
            />
            <TextAreaField
              {...register('receipt_header')}
              label={t('store.header')}
              hint={t('store.headerHint')}
              error={errorOf('receipt_header')}
              rows={6}
            />
            <TextAreaField
              {...register('receipt_footer')}
              label={t('store.footer')}
              hint={t('store.footerHint')}
              error={errorOf('receipt_footer')}
              rows={4}
            />
          </div>
          <Preview form={form} />
        </div>
      </Card>
    </>
  );
}

/** A language as those who read it call it. */
function ownName(language: string): string {
  return new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
}

/** The receipt's beginning and end as they will be printed, while they are typed. */
function Preview({ form: { control } }: { form: UseFormReturn<StoreForm> }) {
  const { t } = useTranslation();
  const me = useMe();
  const [language, header, footer, name, code] = useWatch({
    control,
    name: ['receipt_language', 'receipt_header', 'receipt_footer', 'name', 'code'],
  });
  return (
    <figure className="flex min-w-0 flex-col gap-1.5">
      <figcaption className="text-sm font-semibold">{t('store.preview')}</figcaption>
      <ReceiptPaper
        text={receiptPreview({
          language,
          header,
          footer,
          goods: t('store.previewGoods'),
          store_name: name.trim(),
          series: `${code.trim().toUpperCase()}1`,
          cashier: me?.name ?? t('store.previewSample'),
        })}
      />
    </figure>
  );
}
