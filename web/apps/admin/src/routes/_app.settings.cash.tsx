import { createFileRoute } from '@tanstack/react-router';
import { RequireRoles } from '../session/guard';
import { CashPage } from '../settings/cash-page';

export const Route = createFileRoute('/_app/settings/cash')({
  beforeLoad: RequireRoles('put_cash_settings'),
  component: CashPage,
});
