import './styles.css';
import { startI18n } from '@novapos/core';
import { applyTheme } from '@novapos/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { firstWords, wordsOfPages } from './i18n/words';
import { queryClient } from './query-client';
import { router } from './router';
import { NotForRole } from './session/guard';

applyTheme();
await startI18n(firstWords);

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

// After the first screen, so that a page that is asked for then has its words at once.
void wordsOfPages().catch(() => undefined);
