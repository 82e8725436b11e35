import type { Product } from '@novapos/api';
import type { Column } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import type { Selection } from '../lists/use-selection';

/** Chooses rows one by one, or all that are shown. */
export function useSelectColumn(shown: readonly Product[], selection: Selection): Column<Product> {
  const { t } = useTranslation();
  const isAll = shown.length > 0 && shown.every(({ id }) => selection.ids.has(id));
  const toggleAll = () => (isAll ? selection.clear() : selection.set([...selection.ids, ...shown.map(({ id }) => id)]));
  return {
    id: 'select',
    head: t('bulk.select'),
    headControl: <Tick label={t('bulk.selectShown')} isOn={isAll} onToggle={toggleAll} />,
    cell: ({ id, name }) => (
      <Tick label={t('bulk.selectOf', { name })} isOn={selection.ids.has(id)} onToggle={() => selection.toggle(id)} />
    ),
  };
}

/** Large enough for a finger, and above the link that covers its row. */
function Tick({ label, isOn, onToggle }: { label: string; isOn: boolean; onToggle: () => void }) {
  return (
    <label className="relative z-1 -mx-3 -my-3 inline-grid size-11 cursor-pointer place-items-center align-middle">
      <input type="checkbox" aria-label={label} checked={isOn} onChange={onToggle} className="size-5 accent-brand" />
    </label>
  );
}
