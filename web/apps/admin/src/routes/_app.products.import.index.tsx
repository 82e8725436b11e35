import { createFileRoute } from '@tanstack/react-router';
import { ImportPage } from '../imports/import-page';
import { requireCapabilityEverywhere } from '../session/guard';

export const Route = createFileRoute('/_app/products/import/')({
  beforeLoad: ({ context }) => requireCapabilityEverywhere(context.session, 'catalog_write'),
  component: ImportPage,
});
