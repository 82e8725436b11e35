import { createRouter } from '@tanstack/react-router';
import { PageMissing } from './layout/page-missing';
import { PageProblem } from './layout/page-problem';
import { routeTree } from './routeTree.gen';

export const router = createRouter({
  routeTree,
  basepath: '/admin',
  defaultErrorComponent: PageProblem,
  defaultNotFoundComponent: PageMissing,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
