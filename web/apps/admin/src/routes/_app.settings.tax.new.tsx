import { createFileRoute } from '@tanstack/react-router';
import { can, RequireRoles } from '../session/guard';
import { NewTaxRulePage } from '../settings/new-tax-rule-page';

export const Route = createFileRoute('/_app/settings/tax/new')({
  beforeLoad: RequireRoles('create_tax_rule'),
  component: NewTaxRule,
});

function NewTaxRule() {
  const { session } = Route.useRouteContext();
  return (
    <NewTaxRulePage
      may={{
        everywhere: can(session, 'put_tax_settings'),
        inStore: (store_id) => can(session, 'create_tax_rule', store_id),
      }}
    />
  );
}
