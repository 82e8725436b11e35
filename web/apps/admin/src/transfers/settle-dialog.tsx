import type { TransferDetail } from '@novapos/api';
import { describeError, formatQuantity, minorToDecimal, uuidv7 } from '@novapos/core';
import { Banner, Button, Dialog, SelectField, TextField } from '@novapos/ui';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quantityMilli } from '../stock/stock-act';
import { type Outcome, useSettle } from './mutations';
import type { SettleKind } from './transfer-page';

const outcomes = ['lost', 'found', 'returned', 'damaged'] as const;
const NOTE_MAX = 200;
/** Quantities are thousandths. */
const PLACES = 3;
/** As many as one dialog asks for; what is left over is asked for by the next. */
const LINES_MAX = 50;

type Props = { kind: SettleKind; transfer: TransferDetail; onClose: () => void; onDone: () => void };

/** What arrived of a transfer, or what became of what did not. All that is under way is proposed. */
export function SettleDialog({ kind, transfer, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const [lines] = useState(() =>
    transfer.lines
      .filter(({ in_transit_milli }) => in_transit_milli > 0)
      .slice(0, LINES_MAX)
      .map((line) => ({ ...line, id: uuidv7() })),
  );
  const [id] = useState(() => uuidv7());
  const settling = useSettle(transfer.id, id);
  const [texts, setTexts] = useState<Record<string, string>>({});
  const [outcome, setOutcome] = useState<Outcome>('lost');
  const [note, setNote] = useState('');
  const [isAsked, setIsAsked] = useState(false);

  const textOf = (line: (typeof lines)[number]) =>
    texts[line.id] ?? minorToDecimal(line.in_transit_milli, PLACES).replace(/\.?0+$/, '');
  const typed = lines.map((line) => {
    const milli = quantityMilli(textOf(line), line.product?.unit ?? 'kilogram');
    return { ...line, milli: milli !== null && milli <= line.in_transit_milli ? milli : null };
  });
  const isNoteMissing = kind === 'resolution' && note.trim() === '';
  const isNothing = typed.every(({ milli }) => milli === 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (isNoteMissing || isNothing || typed.some(({ milli }) => milli === null)) return;
    settling.mutate(
      {
        outcome: kind === 'arrival' ? null : outcome,
        note: note.trim(),
        lines: typed.flatMap(({ id: line_id, product_id, milli }) =>
          milli ? [{ id: line_id, product_id, quantity_milli: milli }] : [],
        ),
      },
      { onSuccess: onDone },
    );
  };

  return (
    <Dialog
      title={t(`transfer.${kind}Title`)}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('transfer.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={settling.isPending}>
            {t('transfer.confirm')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-ink-soft">{t(`transfer.${kind}Help`)}</p>
        {settling.isError && <Banner look="danger">{describeError(t, settling.error)}</Banner>}
        {isAsked && isNothing && <Banner look="danger">{t('transfer.nothing')}</Banner>}
        {kind === 'resolution' && (
          <SelectField
            data-autofocus
            label={t('transfer.outcome')}
            value={outcome}
            options={outcomes.map((value) => ({ value, label: t(`transfer.outcomes.${value}`) }))}
            onChange={({ target }) => setOutcome(outcomes.find((one) => one === target.value) ?? outcome)}
          />
        )}
        {typed.map((line) => {
          const max = formatQuantity(line.in_transit_milli, line.product?.unit);
          return (
            <TextField
              key={line.id}
              label={line.product?.name ?? t('transfer.column.product')}
              error={isAsked && line.milli === null ? t('transfer.invalid', { max }) : undefined}
              inputMode="decimal"
              autoComplete="off"
              value={textOf(line)}
              onChange={({ target }) => setTexts({ ...texts, [line.id]: target.value })}
            />
          );
        })}
        <TextField
          label={t('transfer.note')}
          error={isAsked && isNoteMissing ? t('transfer.noteNeeded') : undefined}
          autoComplete="off"
          maxLength={NOTE_MAX}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </form>
    </Dialog>
  );
}
