import { createFileRoute } from '@tanstack/react-router';
import { NewProductPage } from '../products/new-product-page';
import { RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/products/new')({
  beforeLoad: RequireRoles('create_product'),
  component: NewProductPage,
});
