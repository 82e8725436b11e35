import { Banner, Button, Dialog, TextField } from '@novapos/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Trouble, troubleText } from './trouble';
import { useAside } from './use-aside';
import { useParked } from './use-parked';

const NAME_MAX = 40;

/** Puts the sale aside under a name by which somebody will know it again; without one, the time has to do. */
export function ParkDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const parked = useParked();
  const aside = useAside();
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const park = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    try {
      if (await parked.park(aside(name))) onClose();
      else setTrouble('full');
    } catch {
      setTrouble('failed');
    }
  };

  return (
    <Dialog title={t('parked.parkTitle')} onClose={onClose} closeLabel={t('common.close')}>
      <form onSubmit={(event) => void park(event)} className="flex flex-col gap-5">
        {trouble && <Banner look="danger">{troubleText(t, trouble)}</Banner>}
        <TextField
          label={t('parked.name')}
          name="name"
          hint={t('parked.nameHint')}
          maxLength={NAME_MAX}
          autoComplete="off"
          data-autofocus
        />
        <Button type="submit" look="primary" size="lg">
          {t('parked.parkNow')}
        </Button>
      </form>
    </Dialog>
  );
}
