import { Button, Dialog, TextField } from '@novapos/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCart, useTill } from '../till/use-till';
import type { CartLine } from './cart';

const NOTE_MAX = 200;

/** Words that go on the receipt: under a line, or at the end where there is none. */
export function NoteDialog({ line, onClose }: { line: CartLine | null; onClose: () => void }) {
  const { t } = useTranslation();
  const till = useTill();
  const cart = useCart();
  const [note, setNote] = useState((line ?? cart).note ?? '');

  const save = (event: FormEvent) => {
    event.preventDefault();
    till.note(line?.id ?? null, note.trim());
    onClose();
  };
  return (
    <Dialog
      title={line ? t('note.title', { name: line.name }) : t('note.titleOfSale')}
      onClose={onClose}
      closeLabel={t('common.close')}
    >
      <form onSubmit={save} className="flex flex-col gap-4">
        <TextField
          label={t('note.label')}
          hint={t('note.hint')}
          value={note}
          maxLength={NOTE_MAX}
          autoFocus
          onChange={(event) => setNote(event.target.value)}
        />
        <Button type="submit" look="primary" size="lg">
          {t('note.save')}
        </Button>
      </form>
    </Dialog>
  );
}
