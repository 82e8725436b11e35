import { Button } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import { goTo } from '../app/screen';
import { useMay } from '../till/use-till';

/** In place of the ways to pay, while the drawer takes no money: why, and one touch to change it. */
export function DrawerStopNote({ stop }: { stop: 'needed' | 'counting' }) {
  const { t } = useTranslation();
  const mayHandleCash = useMay('cash_handle');
  return (
    <div role="status" className="flex h-37 flex-col justify-between gap-2">
      <p className="text-ink-soft">{t(mayHandleCash ? `drawerHint.${stop}` : 'drawerHint.ask')}</p>
      {mayHandleCash && (
        <Button look="primary" size="lg" onClick={() => goTo('drawer')}>
          {t(stop === 'needed' ? 'drawerHint.open' : 'drawerHint.goOn')}
        </Button>
      )}
    </div>
  );
}
