import { createFileRoute } from '@tanstack/react-router';
import { RequireRoles } from '../session/guard';
import { DiscountsPage } from '../settings/discounts-page';

export const Route = createFileRoute('/_app/settings/discounts')({
  beforeLoad: RequireRoles('put_discount_settings'),
  component: DiscountsPage,
});
