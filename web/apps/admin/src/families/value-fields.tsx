import type { Family } from '@novapos/api';
import { SelectField } from '@novapos/ui';

type Props = {
  options: Family['options'];
  values: readonly string[];
  onValues: (values: string[]) => void;
};

/** One value for each option of a family. */
export function ValueFields({ options, values, onValues }: Props) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {options.map((option, index) => (
        <SelectField
          key={option.name}
          label={option.name}
          value={values[index] ?? ''}
          options={option.values.map((value) => ({ value, label: value }))}
          onChange={({ target }) => onValues(values.map((value, at) => (at === index ? target.value : value)))}
        />
      ))}
    </div>
  );
}
