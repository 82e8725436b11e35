import { uuidv7 } from '@novapos/core';
import { Button, TextField } from '@novapos/ui';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import type { OptionDraft, OptionFaults } from './family-draft';
import { NAME_LENGTH_MAX, OPTIONS_MAX, VALUES_MAX } from './option-values';
import { ValuesField } from './values-field';

type Message = 'family.invalid.optionName';
type Props = {
  options: readonly OptionDraft[];
  faults: OptionFaults;
  onOptions: (options: OptionDraft[]) => void;
};

/** What the variants of a new family differ in. */
export function OptionFields({ options, faults, onOptions }: Props) {
  const { t } = useTranslation();
  const textOf = (message: string | undefined) => message && t(message as Message, { max: NAME_LENGTH_MAX });
  const change = (id: string, changes: Partial<OptionDraft>) =>
    onOptions(options.map((option) => (option.id === id ? { ...option, ...changes } : option)));
  return (
    <Card title={t('family.option.title')} help={t('family.option.help', { options: OPTIONS_MAX, values: VALUES_MAX })}>
      {options.map(({ id, name, values }, index) => {
        const number = index + 1;
        const label = name.trim()
          ? t('family.option.valuesOf', { name: name.trim() })
          : t('family.option.values', { number });
        return (
          <div key={id} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-3 md:grid-cols-[14rem_1fr_auto]">
            <TextField
              label={t('family.option.name', { number })}
              hint={t('family.option.nameHint')}
              error={textOf(faults[id]?.name)}
              autoComplete="off"
              value={name}
              onChange={({ target }) => change(id, { name: target.value })}
            />
            <div className="max-md:order-1 max-md:col-span-2">
              <ValuesField
                label={label}
                hint={t('family.option.valuesHint')}
                error={textOf(faults[id]?.values)}
                values={values}
                onValues={(all) => change(id, { values: all })}
              />
            </div>
            <Button
              look="quiet"
              size="icon"
              className="mt-7"
              disabled={options.length === 1}
              aria-label={t('family.option.remove', { number })}
              onClick={() => onOptions(options.filter((option) => option.id !== id))}
            >
              <X className="size-5" aria-hidden="true" />
            </Button>
          </div>
        );
      })}
      {options.length < OPTIONS_MAX && (
        <Button
          look="quiet"
          className="-ms-2 self-start"
          onClick={() => onOptions([...options, { id: uuidv7(), name: '', values: [] }])}
        >
          <Plus className="size-5" aria-hidden="true" />
          {t('family.option.add')}
        </Button>
      )}
    </Card>
  );
}
