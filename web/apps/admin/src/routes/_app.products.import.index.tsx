import { createFileRoute } from '@tanstack/react-router';
import { ImportPage } from '../imports/import-page';
import { RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/products/import/')({
  beforeLoad: RequireRoles('put_import'),
  component: ImportPage,
});
