import { Badge, SelectField } from '@novapos/ui';
import { useTranslation } from 'react-i18next';

type State = 'on' | 'off' | undefined;

export function StateField({ state, onState }: { state: State; onState: (state: State) => void }) {
  const { t } = useTranslation();
  return (
    <SelectField
      label={t('settings.state')}
      value={state ?? ''}
      options={[
        { value: '', label: t('settings.everyState') },
        { value: 'on', label: t('settings.active') },
        { value: 'off', label: t('settings.inactive') },
      ]}
      onChange={({ target }) => onState(target.value === 'on' || target.value === 'off' ? target.value : undefined)}
    />
  );
}

export function PlaceState({ isActive }: { isActive: boolean }) {
  const { t } = useTranslation();
  return <Badge look={isActive ? 'ok' : 'quiet'}>{t(isActive ? 'settings.active' : 'settings.inactive')}</Badge>;
}
