import './styles.css';
import { startI18n } from '@novapos/core';
import { applyTheme } from '@novapos/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { keepShell } from './app/shell-update';
import { loadDevice } from './device/device';
import { en } from './i18n/en';

applyTheme();
await Promise.all([startI18n(en), loadDevice()]);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

// Last: what the first screen has loaded is then in the browser's cache, and is not loaded twice.
if (import.meta.env.PROD) void keepShell().catch(() => undefined);
