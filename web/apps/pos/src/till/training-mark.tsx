import { useTranslation } from 'react-i18next';
import { useSetup } from './use-till';

/** On every screen of a till that is used to learn, so that nobody takes it for selling. */
export function TrainingMark() {
  const { t } = useTranslation();
  if (!useSetup().drawer?.training) return null;
  return <p className="shrink-0 bg-warn px-4 py-1.5 text-center font-bold text-surface">{t('drawerHint.training')}</p>;
}
