import './styles.css';
import { startI18n } from '@novapos/core';
import { applyTheme } from '@novapos/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { words } from './i18n/words';
import { queryClient } from './query-client';
import { router } from './router';
import { NotForRole } from './session/guard';

applyTheme();
await startI18n(words);

const root = document.getElementById('root');
if (root) {
  // A page that is not for somebody says so by itself and is no error of the app.
  const onCaughtError = (error: unknown) => {
    if (!(error instanceof NotForRole)) reportError(error);
  };
  createRoot(root, { onCaughtError }).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
