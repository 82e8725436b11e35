import { formatDateTime } from '@novapos/core';
import { Button, Dialog, TextField } from '@novapos/ui';
import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

export type OneTimeLink = { kind: 'invitation' | 'reset'; name: string; address: string; expires_at: string };

/** A link that is shown once, to be handed over by the person who made it. */
export function LinkDialog({ link, onClose }: { link: OneTimeLink; onClose: () => void }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<'yes' | 'byHand' | null>(null);
  const says = { name: link.name, at: formatDateTime(link.expires_at) };

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.address);
      setCopied('yes');
    } catch {
      // Plain http has no clipboard.
      field.current?.select();
      setCopied('byHand');
    }
  };

  return (
    <Dialog
      role="alertdialog"
      title={t(`link.${link.kind}Title`, says)}
      onClose={onClose}
      footer={
        <>
          <Button look="primary" data-autofocus onClick={() => void copy()}>
            {copied === 'yes' ? (
              <Check className="size-5" aria-hidden="true" />
            ) : (
              <Copy className="size-5" aria-hidden="true" />
            )}
            {t(copied === 'yes' ? 'link.copied' : 'link.copy')}
          </Button>
          <Button onClick={onClose}>{t('link.done')}</Button>
        </>
      }
    >
      <p className="mb-4 text-ink-soft">{t(`link.${link.kind}Help`, says)}</p>
      <TextField
        ref={field}
        readOnly
        label={t('link.label')}
        value={link.address}
        hint={copied === 'byHand' ? t('link.copyByHand') : undefined}
        onFocus={(event) => event.target.select()}
      />
      <p role="status" className="sr-only">
        {copied === 'yes' && t('link.copied')}
      </p>
    </Dialog>
  );
}
