import type { Product, Store } from '@novapos/api';
import { describeError, uuidv7 } from '@novapos/core';
import { Banner, Button, EmptyState, SelectField, Skeleton, TextField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ArrowRightLeft, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { Card } from '../layout/card';
import { LoadProblem } from '../layout/load-problem';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { ProductPicker } from '../products/product-picker';
import { places } from '../shop/places';
import { quantityMilli } from '../stock/stock-act';
import { useSendGoods } from './mutations';

const NOTE_MAX = 200;
const LINES_MAX = 500;

type Props = { maySendFrom: (store_id: string) => boolean };

export function NewTransferPage({ maySendFrom }: Props) {
  const { t } = useTranslation();
  const shop = useQuery(places());
  const senders = shop.data?.stores.filter(({ id }) => maySendFrom(id)) ?? [];
  return (
    <>
      <BackLink to="/stock/transfers">{t('transfers.title')}</BackLink>
      <h1 className="mb-5 text-2xl font-bold tracking-tight">{t('sending.title')}</h1>
      {shop.isPending && <Skeleton className="h-96 w-full max-w-3xl rounded-lg" />}
      {shop.isError && !shop.data && (
        <LoadProblem title={t('transfers.failed')} error={shop.error} onRetry={() => void shop.refetch()} />
      )}
      {shop.data && shop.data.stores.length < 2 && (
        <EmptyState icon={ArrowRightLeft} title={t('sending.onePlace')}>
          {t('sending.onePlaceHelp')}
        </EmptyState>
      )}
      {shop.data && shop.data.stores.length > 1 && <SendForm senders={senders} receivers={shop.data.stores} />}
    </>
  );
}

type Line = { id: string; product: Product; quantity: string };

function SendForm({ senders, receivers }: { senders: Store[]; receivers: Store[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [id] = useState(() => uuidv7());
  const sending = useSendGoods(id);
  const [from, setFrom] = useState(senders[0]?.location_id ?? '');
  const [to, setTo] = useState(receivers.find(({ location_id }) => location_id !== from)?.location_id ?? '');
  const [note, setNote] = useState('');
  const [lines, setLines] = useState<Line[]>([]);
  const [isAsked, setIsAsked] = useState(false);
  const typed = lines.map((line) => ({ ...line, milli: quantityMilli(line.quantity, line.product.unit) || null }));
  const isSamePlace = from === to;
  const choices = (stores: Store[]) => stores.map(({ location_id, name }) => ({ value: location_id, label: name }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    const sent = typed.flatMap(({ id: line_id, product, milli }) =>
      milli ? [{ id: line_id, product_id: product.id, quantity_milli: milli }] : [],
    );
    if (isSamePlace || sent.length === 0 || sent.length < lines.length) return;
    const body = { from_location_id: from, to_location_id: to, note: note.trim() || null, lines: sent };
    await sending.mutateAsync(body).then(
      () =>
        navigate({
          to: '/stock/transfers/$transferId',
          params: { transferId: id },
          replace: true,
          ignoreBlocker: true,
        }),
      () => undefined,
    );
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-3xl flex-col gap-5">
      <UnsavedGuard isUnsaved={lines.length > 0 && !sending.isSuccess} />
      {sending.isError && <Banner look="danger">{describeError(t, sending.error)}</Banner>}
      <Card title={t('sending.way')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t('sending.from')}
            value={from}
            options={choices(senders)}
            onChange={({ target }) => setFrom(target.value)}
          />
          <SelectField
            label={t('sending.to')}
            value={to}
            options={choices(receivers)}
            error={isSamePlace ? t('sending.samePlace') : undefined}
            onChange={({ target }) => setTo(target.value)}
          />
          <TextField
            label={t('sending.note')}
            autoComplete="off"
            maxLength={NOTE_MAX}
            value={note}
            onChange={({ target }) => setNote(target.value)}
            className="sm:col-span-2"
          />
        </div>
      </Card>
      <Card title={t('sending.goods')}>
        {lines.length < LINES_MAX && (
          <ProductPicker
            taken={lines.map(({ product }) => product.id)}
            onPick={(product) => setLines([...lines, { id: uuidv7(), product, quantity: '1' }])}
          />
        )}
        {lines.length === 0 && (
          <p className={isAsked ? 'text-sm font-medium text-danger' : 'text-sm text-ink-soft'}>{t('sending.empty')}</p>
        )}
        <ul className="flex flex-col gap-3">
          {typed.map((line) => {
            const { name } = line.product;
            return (
              <li key={line.id} className="flex flex-wrap items-start gap-3 border-t border-line pt-3">
                <span className="min-w-0 grow basis-40 self-center font-semibold wrap-anywhere">
                  <bdi>{name}</bdi>
                  <span className="block text-sm font-normal text-ink-soft">{line.product.sku}</span>
                </span>
                <TextField
                  label={t('sending.quantityOf', { name })}
                  error={isAsked && line.milli === null ? t('sending.invalid') : undefined}
                  inputMode="decimal"
                  autoComplete="off"
                  value={line.quantity}
                  onChange={({ target }) =>
                    setLines(lines.map((one) => (one.id === line.id ? { ...one, quantity: target.value } : one)))
                  }
                  className="w-40 grow sm:grow-0"
                />
                <Button
                  look="quiet"
                  size="icon"
                  className="self-end"
                  aria-label={t('sending.removeOf', { name })}
                  onClick={() => setLines(lines.filter(({ id: one }) => one !== line.id))}
                >
                  <X className="size-5" aria-hidden="true" />
                </Button>
              </li>
            );
          })}
        </ul>
      </Card>
      <div className="flex justify-end">
        <Button type="submit" look="primary" isBusy={sending.isPending}>
          {t('sending.confirm')}
        </Button>
      </div>
    </form>
  );
}
