import { Button } from '@novapos/ui';
import { Mail } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmailDialog } from './email-dialog';

/** Beside the print: the receipt for whoever wants no paper. */
export function EmailButton({ order_id, label }: { order_id: string; label: string }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="lg" className="grow px-4" onClick={() => setIsOpen(true)}>
        <Mail className="size-6" aria-hidden="true" />
        {t('email.open')}
      </Button>
      {isOpen && <EmailDialog order_id={order_id} label={label} onClose={() => setIsOpen(false)} />}
    </>
  );
}
