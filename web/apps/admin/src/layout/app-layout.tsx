import { Button, Logo, LogoMark, Sheet } from '@novapos/ui';
import { Link, Outlet, useRouter } from '@tanstack/react-router';
import { Banknote, Boxes, History, LayoutDashboard, Menu, Package, ReceiptText, Settings, Users } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionState } from '../session/api';
import { can } from '../session/guard';
import { Account } from './account';

// Only whoever opens a shop sees it.
const NextStep = lazy(() => import('../start/next-step'));

export function AppLayout() {
  const { t } = useTranslation();
  const router = useRouter();
  const { status, session } = useSessionState();

  // The session ended under an open page: its guard runs again and leads to the sign-in.
  useEffect(() => {
    if (status === 'ended' || status === 'signed_out') void router.invalidate();
  }, [status, router]);

  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-surface px-4 py-3 font-semibold focus:not-sr-only focus:fixed focus:start-3 focus:top-3"
      >
        {t('nav.skip')}
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col overflow-y-auto border-e border-line bg-surface p-4 lg:flex">
        <Logo className="px-2 py-2" />
        <Navigation />
        <Account />
      </aside>
      <PhoneBar />
      <main id="content" className="mx-auto w-full max-w-6xl p-4 pb-16 sm:p-8">
        {can(session, 'update_shop') && (
          <Suspense>
            <NextStep />
          </Suspense>
        )}
        <Outlet />
      </main>
    </div>
  );
}

const entry =
  'press flex h-12 items-center gap-3 rounded-md px-3 font-semibold text-ink-soft hover:bg-ink/6 data-[status=active]:bg-brand-soft data-[status=active]:text-brand-strong';

function Navigation({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation();
  const { session } = useSessionState();
  return (
    <nav aria-label={t('nav.label')} className="mt-6 flex grow flex-col gap-1">
      {can(session, 'get_order_totals') && (
        <Link to="/" activeOptions={{ exact: true, includeSearch: false }} onClick={onGo} className={entry}>
          <LayoutDashboard className="size-5" aria-hidden="true" />
          {t('nav.dashboard')}
        </Link>
      )}
      {can(session, 'list_orders') && (
        <Link to="/orders" onClick={onGo} className={entry}>
          <ReceiptText className="size-5" aria-hidden="true" />
          {t('nav.orders')}
        </Link>
      )}
      {can(session, 'list_sessions') && (
        <Link to="/cash" onClick={onGo} className={entry}>
          <Banknote className="size-5" aria-hidden="true" />
          {t('nav.cash')}
        </Link>
      )}
      {can(session, 'list_products') && (
        <Link to="/products" onClick={onGo} className={entry}>
          <Package className="size-5" aria-hidden="true" />
          {t('nav.products')}
        </Link>
      )}
      {can(session, 'list_goods_stock') && (
        <Link to="/stock" onClick={onGo} className={entry}>
          <Boxes className="size-5" aria-hidden="true" />
          {t('nav.stock')}
        </Link>
      )}
      {can(session, 'list_users') && (
        <Link to="/users" onClick={onGo} className={entry}>
          <Users className="size-5" aria-hidden="true" />
          {t('nav.users')}
        </Link>
      )}
      {can(session, 'list_audit_entries') && (
        <Link to="/audit" onClick={onGo} className={entry}>
          <History className="size-5" aria-hidden="true" />
          {t('nav.audit')}
        </Link>
      )}
      {can(session, 'update_store') && (
        <Link to="/settings" onClick={onGo} className={entry}>
          <Settings className="size-5" aria-hidden="true" />
          {t('nav.settings')}
        </Link>
      )}
    </nav>
  );
}

function PhoneBar() {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <header className="sticky top-0 z-20 flex h-16 items-center justify-between border-b border-line bg-surface ps-4 pe-2 lg:hidden">
      <LogoMark className="size-9" />
      <Button look="quiet" size="icon" aria-label={t('nav.menu')} onClick={() => setIsOpen(true)}>
        <Menu className="size-6" aria-hidden="true" />
      </Button>
      {isOpen && (
        <Sheet label={t('nav.label')} onClose={() => setIsOpen(false)}>
          <div className="flex h-full flex-col p-5">
            <Logo />
            <Navigation onGo={() => setIsOpen(false)} />
            <Account onGo={() => setIsOpen(false)} />
          </div>
        </Sheet>
      )}
    </header>
  );
}
