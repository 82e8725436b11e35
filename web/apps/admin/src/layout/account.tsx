import { describeError } from '@novapos/core';
import { Banner, Button, ChoiceGroup, themeChoices, useThemeChoice } from '@novapos/ui';
import { useQueryClient } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useSessionState } from '../session/api';

const themeLabels = { system: 'common.themeSystem', light: 'common.themeLight', dark: 'common.themeDark' } as const;

export function Account() {
  const { t } = useTranslation();
  const { session } = useSessionState();
  const [theme, setTheme] = useThemeChoice();
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState<unknown>(null);

  const signOut = async () => {
    await api.session.signOut();
    queryClient.clear();
  };

  return (
    <div className="flex flex-col gap-4 border-t border-line pt-4">
      <ChoiceGroup
        label={t('common.theme')}
        value={theme}
        options={themeChoices.map((value) => ({ value, label: t(themeLabels[value]) }))}
        onChange={setTheme}
      />
      {session && (
        <p className="px-2 leading-snug">
          <span className="block font-semibold">{session.user.name}</span>
          <span className="text-sm text-ink-soft">{session.tenant.name}</span>
        </p>
      )}
      {failure !== null && <Banner look="danger">{describeError(t, failure)}</Banner>}
      <Button look="quiet" className="-ms-2 self-start" onClick={() => void signOut().catch(setFailure)}>
        <LogOut className="size-5" aria-hidden="true" />
        {t('common.signOut')}
      </Button>
    </div>
  );
}
