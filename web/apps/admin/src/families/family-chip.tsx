import { Button } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { family as familyQuery } from './queries';

type Props = { family_id: string; onClear: () => void };

/** Says that a list is narrowed to a family, and takes that away. */
export function FamilyChip({ family_id, onClear }: Props) {
  const { t } = useTranslation();
  const family = useQuery(familyQuery(family_id));
  const name = family.data?.name ?? (family.isError ? t('family.unknown') : '…');
  return (
    <p className="mb-5 flex">
      <span className="inline-flex min-w-0 items-center rounded-md bg-brand-soft ps-4 font-semibold text-brand-strong">
        <span className="min-w-0 wrap-anywhere">{t('family.chip', { name })}</span>
        <Button look="quiet" size="icon" aria-label={t('family.chipAny')} title={t('family.chipAny')} onClick={onClear}>
          <X className="size-5" aria-hidden="true" />
        </Button>
      </span>
    </p>
  );
}
