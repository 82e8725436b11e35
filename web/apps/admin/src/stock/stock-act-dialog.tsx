import type { Product, ProductStock, Store } from '@novapos/api';
import { describeError, formatQuantity, uuidv7 } from '@novapos/core';
import { Banner, Button, ChoiceGroup, Dialog, SelectField, TextField } from '@novapos/ui';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type StockChange, useChangeStock } from './mutations';
import {
  adjustReasons,
  type DamageAction,
  type Direction,
  damageReasons,
  quantityMilli,
  type StockAct,
} from './stock-act';

const NOTE_MAX = 200;
const directions = ['more', 'less'] as const;
const actions = ['set_aside', 'restore', 'write_off'] as const;

type Props = {
  act: StockAct;
  product: Product;
  stock: ProductStock | null;
  stores: Store[];
  location_id: string | undefined;
  onClose: () => void;
  onDone: () => void;
};

type Draft = {
  location_id: string;
  quantity: string;
  note: string;
  direction: Direction;
  action: DamageAction;
  /** What was chosen; of another direction or action it is none. */
  reason: string;
};

export function StockActDialog({ act, product, stock, stores, location_id, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const [ids] = useState(() => ({ id: uuidv7(), line_id: uuidv7() }));
  const changing = useChangeStock(ids);
  const [isAsked, setIsAsked] = useState(false);
  const [draft, setDraft] = useState<Draft>({
    location_id: stores.find((store) => store.location_id === location_id)?.location_id ?? stores[0]?.location_id ?? '',
    quantity: '',
    note: '',
    direction: 'less',
    action: 'set_aside',
    reason: '',
  });
  const set = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  const change = changeOf(act, draft, product);
  const here = stock?.locations.find((one) => one.location_id === draft.location_id);
  const reasons = act === 'damage' ? damageReasons[draft.action] : adjustReasons[draft.direction];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (change) changing.mutate(change, { onSuccess: onDone });
  };
  const invalid =
    act === 'reorder'
      ? t('stockAct.invalidReorder')
      : t('stockAct.invalidQuantity', { example: formatQuantity(product.unit === 'piece' ? 2000 : 1250) });

  return (
    <Dialog
      title={t(`stockAct.${act}.title`)}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('stockAct.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={changing.isPending}>
            {t('stockAct.confirm')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {changing.isError && <Banner look="danger">{describeError(t, changing.error)}</Banner>}
        <SelectField
          label={t('stockAct.place')}
          hint={t(act === 'damage' ? 'stockAct.damagedThere' : 'stockAct.onHand', {
            quantity: formatQuantity((act === 'damage' ? here?.damaged_milli : here?.on_hand_milli) ?? 0, product.unit),
          })}
          value={draft.location_id}
          options={stores.map((store) => ({ value: store.location_id, label: store.name }))}
          onChange={({ target }) => set({ location_id: target.value })}
        />
        {act === 'adjust' && (
          <ChoiceGroup
            label={t('stockAct.direction')}
            value={draft.direction}
            options={directions.map((value) => ({ value, label: t(`stockAct.directions.${value}`) }))}
            onChange={(direction) => set({ direction })}
          />
        )}
        {act === 'damage' && (
          <SelectField
            label={t('stockAct.action')}
            value={draft.action}
            options={actions.map((value) => ({ value, label: t(`stockAct.actions.${value}`) }))}
            onChange={({ target }) => set({ action: actions.find((one) => one === target.value) ?? draft.action })}
          />
        )}
        <TextField
          data-autofocus
          label={t(`stockAct.${act}.quantity`)}
          hint={act === 'reorder' ? t('stockAct.reorderHint') : undefined}
          error={isAsked && !change ? invalid : undefined}
          inputMode="decimal"
          autoComplete="off"
          value={draft.quantity}
          onChange={({ target }) => set({ quantity: target.value })}
        />
        {(act === 'adjust' || act === 'damage') && (
          <SelectField
            label={t('stockAct.reason')}
            value={chosen(reasons, draft.reason)}
            options={reasons.map((value) => ({ value, label: t(`stockAct.reasons.${value}`) }))}
            onChange={({ target }) => set({ reason: target.value })}
          />
        )}
        {act !== 'reorder' && (
          <TextField
            label={t(act === 'receive' ? 'stockAct.reference' : 'stockAct.note')}
            autoComplete="off"
            maxLength={NOTE_MAX}
            value={draft.note}
            onChange={({ target }) => set({ note: target.value })}
          />
        )}
      </form>
    </Dialog>
  );
}

/** The change that the form asks for; null while its quantity is none. */
function changeOf(act: StockAct, draft: Draft, { id: product_id, unit }: Product): StockChange | null {
  const { location_id, action, direction } = draft;
  const note = draft.note.trim();
  const quantity_milli = quantityMilli(draft.quantity, unit);
  if (act === 'reorder') {
    const isNone = draft.quantity.trim() === '';
    return isNone || quantity_milli !== null ? { act, location_id, product_id, reorder_milli: quantity_milli } : null;
  }
  if (quantity_milli === null || quantity_milli === 0) return null;
  if (act === 'receive') return { act, location_id, product_id, quantity_milli, reference: note };
  if (act === 'damage') {
    const reason = chosen(damageReasons[action], draft.reason);
    return { act, location_id, product_id, quantity_milli, action, reason, note };
  }
  const reason = chosen(adjustReasons[direction], draft.reason);
  const signed_milli = direction === 'less' ? -quantity_milli : quantity_milli;
  return { act, location_id, product_id, quantity_milli: signed_milli, reason, note };
}

function chosen<Reason extends string>(reasons: readonly [Reason, ...Reason[]], reason: string): Reason {
  return reasons.find((one) => one === reason) ?? reasons[0];
}
