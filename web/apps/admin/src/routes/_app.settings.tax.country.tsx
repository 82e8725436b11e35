import { createFileRoute } from '@tanstack/react-router';
import { RequireRoles } from '../session/guard';
import { TaxesPage } from '../start/taxes-page';

export const Route = createFileRoute('/_app/settings/tax/country')({
  beforeLoad: RequireRoles('put_tax_settings'),
  component: TaxesPage,
});
