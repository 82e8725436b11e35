import { createFileRoute } from '@tanstack/react-router';
import { NewProductPage } from '../products/new-product-page';
import { requireCapabilityEverywhere } from '../session/guard';

export const Route = createFileRoute('/_app/products/new')({
  beforeLoad: ({ context }) => requireCapabilityEverywhere(context.session, 'catalog_write'),
  component: NewProductPage,
});
