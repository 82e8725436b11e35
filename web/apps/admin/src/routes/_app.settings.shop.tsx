import { createFileRoute } from '@tanstack/react-router';
import { RequireRoles } from '../session/guard';
import { ShopPage } from '../settings/shop-page';

export const Route = createFileRoute('/_app/settings/shop')({
  beforeLoad: RequireRoles('update_shop'),
  component: ShopPage,
});
