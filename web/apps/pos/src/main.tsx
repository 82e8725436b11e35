import './styles.css';
import { startI18n } from '@novapos/core';
import { applyTheme } from '@novapos/ui';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { lazyPart } from './app/lazy-part';
import { keepShell } from './app/shell-update';
import { loadDevice } from './device/device';
import { firstWords } from './i18n/words';

const CustomerScreen = lazyPart(() => import('./customer/customer-screen').then((m) => m.CustomerScreen));
/** The window that is turned to the customer is no till: it may stand beside one. */
const isForCustomer = window.location.pathname === `${import.meta.env.BASE_URL}customer`;

applyTheme();
await Promise.all([startI18n(firstWords), loadDevice()]);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Suspense>{isForCustomer ? <CustomerScreen /> : <App />}</Suspense>
    </StrictMode>,
  );
}

// Last: what the first screen has loaded is then in the browser's cache, and is not loaded twice.
if (import.meta.env.PROD) void keepShell().catch(() => undefined);
