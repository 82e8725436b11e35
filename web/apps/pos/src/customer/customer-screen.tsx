import { formatMoney, formatQuantity, ONE_MILLI } from '@novapos/core';
import { Logo } from '@novapos/ui';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerLine, CustomerView } from './customer-view';
import { type CustomerMessage, customerChannel } from './customer-window';

/** The second screen, turned to the customer. It knows no session and asks no server: the till tells it all. */
export function CustomerScreen() {
  const { t } = useTranslation();
  const view = useCustomerView();
  useEffect(() => {
    document.title = t('customer.title');
  }, [t]);
  if (!view) return <Centre title={t('customer.waiting')} help={t('customer.waitingHelp')} />;
  switch (view.kind) {
    case 'welcome':
      return <Centre title={t('customer.welcome')} help={view.store_name} />;
    case 'paid':
      return <Paid view={view} />;
    case 'sale':
      return <Sale view={view} />;
  }
}

function useCustomerView(): CustomerView | null {
  const [view, setView] = useState<CustomerView | null>(null);
  useEffect(() => {
    const channel = customerChannel();
    const say = (message: CustomerMessage) => channel.postMessage(message);
    channel.onmessage = ({ data }: MessageEvent<CustomerMessage>) => {
      if (data.kind === 'view') setView(data.view);
      else if (data.kind === 'till_opened') say({ kind: 'watching' });
    };
    say({ kind: 'watching' });
    return () => channel.close();
  }, []);
  return view;
}

function Centre({ title, help }: { title: string; help: string }) {
  return (
    <main className="flex h-dvh flex-col items-center justify-center gap-4 p-8 text-center">
      <Logo />
      <h1 className="mt-6 text-3xl font-bold tracking-tight sm:text-4xl">{title}</h1>
      <p className="text-xl text-ink-soft">{help}</p>
    </main>
  );
}

function Sale({ view }: { view: CustomerView & { kind: 'sale' } }) {
  const { t } = useTranslation();
  const money = (amount_minor: number) => formatMoney(amount_minor, view.currency);
  return (
    <main className="grid h-dvh grid-rows-[auto_minmax(0,1fr)_auto] bg-surface">
      <header className="flex items-baseline justify-between gap-4 p-5 sm:px-8">
        <h1 className="text-xl font-bold">
          <bdi>{view.store_name}</bdi>
        </h1>
        <p className="text-lg text-ink-soft">{t('cart.items', { count: view.count })}</p>
      </header>
      <ul
        aria-label={t('customer.lines')}
        className="flex min-h-0 flex-col justify-end overflow-hidden px-5 pb-3 sm:px-8"
      >
        {view.lines.map((line) => (
          <li
            key={line.id}
            className="flex items-baseline gap-4 border-line py-2.5 text-xl text-ink-soft not-last:border-b last:text-2xl last:font-semibold last:text-ink"
          >
            <span className="min-w-0 grow break-words">
              <bdi>{line.name}</bdi>
            </span>
            <span className="shrink-0">{quantity(line)}</span>
            <span className="min-w-24 shrink-0 text-end">{line.total_minor !== null && money(line.total_minor)}</span>
          </li>
        ))}
      </ul>
      <Amount label={t('cart.total')} amount={money(view.due_minor)} />
    </main>
  );
}

/** How much of it, in the customer's language; a single piece says nothing. */
function quantity({ unit, quantity_milli }: CustomerLine) {
  return unit === 'piece' && quantity_milli === ONE_MILLI ? null : formatQuantity(quantity_milli, unit);
}

function Paid({ view }: { view: CustomerView & { kind: 'paid' } }) {
  const { t } = useTranslation();
  const money = (amount_minor: number) => formatMoney(amount_minor, view.currency);
  return (
    <main className="grid h-dvh grid-rows-[minmax(0,1fr)_auto]">
      <div className="flex flex-col items-center justify-center gap-4 p-8 text-center">
        <h1 className="text-3xl font-bold tracking-tight sm:text-4xl">{t('customer.thanks')}</h1>
        <p className="text-xl text-ink-soft">
          {t('done.paid', { paid: money(view.paid_minor), total: money(view.due_minor) })}
        </p>
      </div>
      <Amount label={t('done.change')} amount={money(view.change_minor)} />
    </main>
  );
}

function Amount({ label, amount }: { label: ReactNode; amount: string }) {
  return (
    <p
      role="status"
      className="flex flex-wrap items-baseline justify-between gap-x-6 bg-brand px-5 py-6 text-on-brand sm:px-8"
    >
      <span className="text-2xl font-semibold">{label}</span>
      <span className="text-5xl font-bold tracking-tight">{amount}</span>
    </p>
  );
}
