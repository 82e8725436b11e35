import { createRootRoute, Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, use } from 'react';
import { wordsOfPages } from '../i18n/words';

export const Route = createRootRoute({
  component: () => (
    <Suspense>
      <Page />
    </Suspense>
  ),
});

/** The sign-in and the dashboard have their words from the start. */
const atOnce = ['/', '/sign-in'];

function Page() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  if (!atOnce.includes(path)) use(wordsOfPages());
  return <Outlet />;
}
