import { createFileRoute } from '@tanstack/react-router';
import { NewFamilyPage } from '../families/new-family-page';
import { RequireRoles } from '../session/guard';

export const Route = createFileRoute('/_app/products/families/new')({
  beforeLoad: RequireRoles('create_family'),
  component: NewFamilyPage,
});
