import { describeError, useLanguageChoice } from '@novapos/core';
import { Banner, Button, ChoiceGroup, themeChoices, useThemeChoice } from '@novapos/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useSessionState } from '../session/api';

const themeLabels = {
  system: 'common.themeSystem',
  light: 'common.themeLight',
  dark: 'common.themeDark',
  contrast: 'common.themeContrast',
} as const;

export function Account({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation();
  const { session } = useSessionState();
  const [theme, setTheme] = useThemeChoice();
  const languageChoice = useLanguageChoice();
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
      <ChoiceGroup label={t('common.language')} {...languageChoice} />
      {session && (
        <p className="px-2 leading-snug">
          <span className="block font-semibold">
            <bdi>{session.user.name}</bdi>
          </span>
          <span className="block text-sm text-ink-soft">
            <bdi>{session.tenant.name}</bdi>
          </span>
          <Link
            to="/account"
            onClick={onGo}
            className="-mx-2 inline-flex min-h-11 items-center rounded-sm px-2 text-sm underline"
          >
            {t('nav.password')}
          </Link>
        </p>
      )}
      {failure !== null && <Banner look="danger">{describeError(t, failure)}</Banner>}
      <Button look="quiet" className="-ms-2 self-start" onClick={() => void signOut().catch(setFailure)}>
        <LogOut className="size-5 rtl:-scale-x-100" aria-hidden="true" />
        {t('common.signOut')}
      </Button>
    </div>
  );
}
