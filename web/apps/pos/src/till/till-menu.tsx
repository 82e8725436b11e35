import { describeError, useLanguageChoice } from '@novapos/core';
import { Banner, Button, ChoiceGroup, Dialog, themeChoices, useThemeChoice } from '@novapos/ui';
import {
  CirclePause,
  Grip,
  Inbox,
  Keyboard,
  LockKeyhole,
  LogOut,
  Monitor,
  MonitorSmartphone,
  ScanBarcode,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { goTo } from '../app/screen';
import { isEmpty } from '../cart/cart';
import { openCustomerWindow } from '../customer/customer-window';
import { rememberOnDevice } from '../device/device';
import { lockAfterChoices } from '../lock/left-alone';
import { lockTill, useLockAfter } from '../lock/lock';
import { usePrintsItself } from '../sales/prints-itself';
import { useSessionState } from '../session/api';
import { changeRegister, signOut } from './current-till';
import { useCart, useCheckout, useMay, useSetup, useTill } from './use-till';

const themeLabels = {
  system: 'common.themeSystem',
  light: 'common.themeLight',
  dark: 'common.themeDark',
  contrast: 'common.themeContrast',
} as const;

export function TillMenu({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const till = useTill();
  const { session } = useSessionState();
  const { store, register, receipts } = useSetup();
  const printsItself = usePrintsItself();
  const isSoundOn = useStore(till.state, (state) => state.isSoundOn);
  const [theme, setTheme] = useThemeChoice();
  const languageChoice = useLanguageChoice();
  const lockAfter = useLockAfter();
  const [failure, setFailure] = useState<unknown>(null);
  const cart = useCart();
  const { step } = useCheckout();
  const isSelling = !isEmpty(cart) || step === 'sending';

  const setSound = (choice: 'on' | 'off') => {
    till.setSound(choice === 'on');
    void rememberOnDevice({ is_sound_on: choice === 'on' });
  };

  const setLockAfter = (choice: string) => {
    const lock_after_min = lockAfterChoices.find((minutes) => `${minutes}` === choice) ?? 0;
    void rememberOnDevice({ lock_after_min });
  };

  const close = (act: () => void) => {
    onClose();
    act();
  };
  const mayHandleCash = useMay('cash_handle');
  const entries = [
    { icon: LockKeyhole, label: t('menu.lock'), act: lockTill },
    ...(mayHandleCash ? [{ icon: Inbox, label: t('drawerHint.menu'), act: () => goTo('drawer') }] : []),
    { icon: CirclePause, label: t('parked.title'), act: () => till.ask({ kind: 'parked' }) },
    { icon: ScanBarcode, label: t('unknown.title'), act: () => till.ask({ kind: 'unknown_codes' }) },
    { icon: Monitor, label: t('menu.customer'), act: openCustomerWindow },
    { icon: Grip, label: t('pin.menu'), act: () => till.ask({ kind: 'pin' }) },
    { icon: Keyboard, label: t('keys.title'), act: () => till.ask({ kind: 'shortcuts' }) },
  ];

  return (
    <Dialog title={t('menu.title')} onClose={onClose} closeLabel={t('common.close')}>
      <div className="flex flex-col gap-6">
        <p className="text-ink-soft">
          {session && t('menu.signedInAs', { name: session.user.name })}
          <br />
          <bdi>{store.name}</bdi> · <bdi>{register.name}</bdi>
        </p>
        <div className="grid gap-2 sm:grid-cols-2">
          {entries.map(({ icon: Icon, label, act }) => (
            <Button key={label} className="justify-start text-start leading-tight" onClick={() => close(act)}>
              <Icon className="size-5 shrink-0 text-ink-soft" aria-hidden="true" />
              {label}
            </Button>
          ))}
        </div>
        <ChoiceGroup
          label={t('menu.sound')}
          value={isSoundOn ? 'on' : 'off'}
          options={[
            { value: 'on', label: t('menu.soundOn') },
            { value: 'off', label: t('menu.soundOff') },
          ]}
          onChange={setSound}
        />
        {receipts?.printer && (
          <ChoiceGroup
            label={t('menu.receipts')}
            value={printsItself ? 'itself' : 'asked'}
            options={[
              { value: 'itself', label: t('menu.printItself') },
              { value: 'asked', label: t('menu.printAsked') },
            ]}
            onChange={(choice) => void rememberOnDevice({ prints_itself: choice === 'itself' })}
          />
        )}
        <ChoiceGroup
          label={t('menu.lockAfter')}
          value={`${lockAfter}`}
          options={lockAfterChoices.map((minutes) => ({
            value: `${minutes}`,
            label: minutes === 0 ? t('menu.lockNever') : t('menu.lockMinutes', { count: minutes }),
          }))}
          onChange={setLockAfter}
        />
        <ChoiceGroup
          label={t('common.theme')}
          value={theme}
          options={themeChoices.map((value) => ({ value, label: t(themeLabels[value]) }))}
          onChange={setTheme}
        />
        <ChoiceGroup label={t('common.language')} {...languageChoice} />
        <div className="grid gap-3 border-t border-line pt-5 sm:grid-cols-2">
          <Button disabled={isSelling} onClick={() => void changeRegister()}>
            <MonitorSmartphone className="size-5" aria-hidden="true" />
            {t('menu.changeRegister')}
          </Button>
          <Button disabled={isSelling} onClick={() => void signOut().catch(setFailure)}>
            <LogOut className="size-5 rtl:-scale-x-100" aria-hidden="true" />
            {t('common.signOut')}
          </Button>
          {failure !== null && (
            <Banner look="danger" className="sm:col-span-2">
              {describeError(t, failure)}
            </Banner>
          )}
          {isSelling && <p className="text-sm text-ink-soft sm:col-span-2">{t('menu.busy')}</p>}
        </div>
      </div>
    </Dialog>
  );
}
