import { Button, TextField } from '@novapos/ui';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { moved } from '../favourites/place-of';
import { useTypedValues } from './use-typed-values';

type Props = {
  option: string;
  values: readonly string[];
  /** What some variant has cannot go. */
  used: ReadonlySet<string>;
  error: string | undefined;
  onValues: (values: string[]) => void;
};

/** The values of an option in their order, which can be moved, added to, and taken away where nothing has them. */
export function ValuesList({ option, values, used, error, onValues }: Props) {
  const { t } = useTranslation();
  const typing = useTypedValues(values, onValues);
  return (
    <>
      <ol aria-label={t('family.option.valuesOf', { name: option })} className="flex flex-col divide-y divide-line">
        {values.map((value, index) => (
          <li key={value} className="flex items-center gap-1 py-1">
            <span className="min-w-0 grow font-medium wrap-anywhere">
              <bdi>{value}</bdi>
            </span>
            <Button
              look="quiet"
              size="icon"
              disabled={index === 0}
              aria-label={t('family.option.up', { value })}
              onClick={() => onValues(moved(values, value, -1))}
            >
              <ArrowUp className="size-5" aria-hidden="true" />
            </Button>
            <Button
              look="quiet"
              size="icon"
              disabled={index === values.length - 1}
              aria-label={t('family.option.down', { value })}
              onClick={() => onValues(moved(values, value, 1))}
            >
              <ArrowDown className="size-5" aria-hidden="true" />
            </Button>
            <Button
              look="quiet"
              size="icon"
              disabled={used.has(value) || values.length === 1}
              title={used.has(value) ? t('family.option.used') : undefined}
              aria-label={t('family.option.removeValue', { value })}
              onClick={() => onValues(values.filter((each) => each !== value))}
            >
              <X className="size-5" aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ol>
      <TextField
        {...typing.input}
        label={t('family.option.addTo', { name: option })}
        hint={t('family.option.valuesHint')}
        error={error}
      />
    </>
  );
}
