import { createFileRoute } from '@tanstack/react-router';
import { AppLayout } from '../layout/app-layout';
import { RequireAuth } from '../session/guard';

export const Route = createFileRoute('/_app')({
  beforeLoad: RequireAuth,
  component: AppLayout,
});
