import { expect, it } from 'vitest';
import { drawerStop, type OpenDrawer, type TillSetup } from './open-drawer';

const drawer: OpenDrawer = { id: 's', training: false, status: 'open', business_date: '2026-03-01' };
const setup = (sessions_required: boolean, open: OpenDrawer | null) => ({ cash: { sessions_required }, drawer: open });

it('sells without a drawer where the shop does not ask for one', () => {
  expect(drawerStop(setup(false, null))).toBeNull();
  expect(drawerStop(setup(true, null))).toBe('needed');
  expect(drawerStop(setup(true, drawer))).toBeNull();
});

it('sells nothing out of a drawer that is counted', () => {
  expect(drawerStop(setup(false, { ...drawer, status: 'counting' }))).toBe('counting');
});

it('opens with a setup that was kept before there were drawers', () => {
  expect(drawerStop({} as TillSetup)).toBeNull();
});
