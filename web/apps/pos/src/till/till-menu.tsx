import { describeError } from '@novapos/core';
import { Banner, Button, ChoiceGroup, Dialog, themeChoices, useThemeChoice } from '@novapos/ui';
import { LogOut, MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isEmpty } from '../cart/cart';
import { rememberOnDevice } from '../device/device';
import { useSessionState } from '../session/api';
import { changeRegister, signOut } from './current-till';
import { useCart, useCheckout, useSetup, useTill } from './use-till';

const themeLabels = { system: 'common.themeSystem', light: 'common.themeLight', dark: 'common.themeDark' } as const;

export function TillMenu({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const till = useTill();
  const { session } = useSessionState();
  const { store, register } = useSetup();
  const isSoundOn = useStore(till.state, (state) => state.isSoundOn);
  const [theme, setTheme] = useThemeChoice();
  const [failure, setFailure] = useState<unknown>(null);
  const cart = useCart();
  const { step } = useCheckout();
  const isSelling = !isEmpty(cart) || step === 'sending';

  const setSound = (choice: 'on' | 'off') => {
    till.setSound(choice === 'on');
    void rememberOnDevice({ is_sound_on: choice === 'on' });
  };

  return (
    <Dialog title={t('menu.title')} onClose={onClose} closeLabel={t('common.close')}>
      <div className="flex flex-col gap-6">
        <p className="text-ink-soft">
          {session && t('menu.signedInAs', { name: session.user.name })}
          <br />
          {store.name} · {register.name}
        </p>
        <ChoiceGroup
          label={t('menu.sound')}
          value={isSoundOn ? 'on' : 'off'}
          options={[
            { value: 'on', label: t('menu.soundOn') },
            { value: 'off', label: t('menu.soundOff') },
          ]}
          onChange={setSound}
        />
        <ChoiceGroup
          label={t('common.theme')}
          value={theme}
          options={themeChoices.map((value) => ({ value, label: t(themeLabels[value]) }))}
          onChange={setTheme}
        />
        <KeyList />
        <div className="grid gap-3 border-t border-line pt-5 sm:grid-cols-2">
          <Button disabled={isSelling} onClick={() => void changeRegister()}>
            <MonitorSmartphone className="size-5" aria-hidden="true" />
            {t('menu.changeRegister')}
          </Button>
          <Button disabled={isSelling} onClick={() => void signOut().catch(setFailure)}>
            <LogOut className="size-5" aria-hidden="true" />
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

function KeyList() {
  const { t } = useTranslation();
  const keys = [
    ['/  F2', t('menu.keySearch')],
    ['F9', t('menu.keyExact')],
    ['Del', t('menu.keyRemove')],
    ['Esc', t('menu.keyBack')],
  ] as const;
  return (
    <section className="hidden sm:block" aria-label={t('menu.keys')}>
      <h3 className="mb-2 text-sm font-semibold">{t('menu.keys')}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        {keys.map(([key, meaning]) => (
          <div key={key} className="contents">
            <dt className="rounded-sm bg-ink/6 px-2 text-center font-mono">{key}</dt>
            <dd className="text-ink-soft">{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
