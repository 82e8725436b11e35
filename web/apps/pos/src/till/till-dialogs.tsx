import { Suspense } from 'react';
import { useStore } from 'zustand';
import { lazyPart } from '../app/lazy-part';
import type { CartQuote } from './pricing';
import { useCart, useTill } from './use-till';

const CashDialog = lazyPart(() => import('../checkout/cash-dialog').then((m) => m.CashDialog));
const ClearDialog = lazyPart(() => import('../cart/clear-dialog').then((m) => m.ClearDialog));
const QuantityDialog = lazyPart(() => import('../cart/quantity-dialog').then((m) => m.QuantityDialog));
const PriceDialog = lazyPart(() => import('../cart/price-dialog').then((m) => m.PriceDialog));
const MoreDialog = lazyPart(() => import('../cart/more-dialog').then((m) => m.MoreDialog));
const DiscountDialog = lazyPart(() => import('../cart/discount-dialog').then((m) => m.DiscountDialog));
const NoteDialog = lazyPart(() => import('../cart/note-dialog').then((m) => m.NoteDialog));
const GoodsDialog = lazyPart(() => import('../goods/goods-dialog').then((m) => m.GoodsDialog));
const VariantDialog = lazyPart(() => import('../goods/variant-dialog').then((m) => m.VariantDialog));
const ParkDialog = lazyPart(() => import('../parked/park-dialog').then((m) => m.ParkDialog));
const ParkedDialog = lazyPart(() => import('../parked/parked-dialog').then((m) => m.ParkedDialog));
const RecalledDialog = lazyPart(() => import('../parked/recalled-dialog').then((m) => m.RecalledDialog));
const PinDialog = lazyPart(() => import('../lock/pin-dialog').then((m) => m.PinDialog));
const ShortcutsDialog = lazyPart(() => import('../keys/shortcuts-dialog').then((m) => m.ShortcutsDialog));
const UnknownCodesDialog = lazyPart(() => import('../unknown/unknown-codes-dialog').then((m) => m.UnknownCodesDialog));

type Props = { quote: CartQuote; onSearch: (text: string) => void };

/** What the till asks or shows over the sale. */
export function TillDialogs(props: Props) {
  const till = useTill();
  const recalled = useStore(till.state, (state) => state.recalled);
  const measuring = useStore(till.state, (state) => state.measuring);
  return (
    <Suspense>
      <OpenQuestion {...props} />
      {measuring && (
        <QuantityDialog
          key={measuring.id}
          name={measuring.name}
          unit={measuring.unit}
          quantity_milli={0}
          onSet={(quantity_milli) => till.add(measuring.id, quantity_milli)}
          onClose={() => till.stopMeasuring()}
        />
      )}
      {recalled && <RecalledDialog {...recalled} quote={props.quote} onClose={() => till.showRecalled(null)} />}
    </Suspense>
  );
}

function OpenQuestion({ quote, onSearch }: Props) {
  const till = useTill();
  const { lines } = useCart();
  const question = useStore(till.state, (state) => state.question);
  const onClose = () => till.ask(null);
  switch (question?.kind) {
    case undefined:
      return null;
    case 'cash':
      return (
        <CashDialog
          due_minor={quote.cash_total_minor}
          onTake={(amount_minor) => till.pay(quote, { kind: 'tendered', amount_minor })}
          onClose={onClose}
        />
      );
    case 'quantity': {
      const line = lines.find(({ id }) => id === question.line_id);
      return (
        line && (
          <QuantityDialog
            {...line}
            onSet={(quantity_milli) => till.changeQuantity(line.id, quantity_milli)}
            onClose={onClose}
          />
        )
      );
    }
    case 'price': {
      const line = lines.find(({ id }) => id === question.line_id);
      const priced = quote.lines.find(({ id }) => id === question.line_id);
      return line && priced && <PriceDialog line={line} priced={priced} onClose={onClose} />;
    }
    case 'more':
    case 'discount':
    case 'note': {
      const OnLine = { more: MoreDialog, discount: DiscountDialog, note: NoteDialog }[question.kind];
      const line = lines.find(({ id }) => id === question.line_id) ?? null;
      return (question.line_id === null || line) && <OnLine line={line} onClose={onClose} />;
    }
    case 'clear':
      return <ClearDialog onClose={onClose} />;
    case 'goods':
      return <GoodsDialog item={question.item} onClose={onClose} />;
    case 'variant':
      return <VariantDialog key={question.family.id} {...question} onClose={onClose} />;
    case 'park':
      return <ParkDialog onClose={onClose} />;
    case 'parked':
      return <ParkedDialog onClose={onClose} />;
    case 'unknown_codes':
      return <UnknownCodesDialog onSearch={onSearch} onClose={onClose} />;
    case 'pin':
      return <PinDialog onClose={onClose} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={onClose} />;
  }
}
