import { createFileRoute } from '@tanstack/react-router';
import { RequireRoles } from '../session/guard';
import { SettingsLayout } from '../settings/settings-layout';

export const Route = createFileRoute('/_app/settings')({
  beforeLoad: RequireRoles('update_store'),
  component: SettingsLayout,
});
