import type { CatalogItem } from '@novapos/api';
import { formatUnitPrice } from '@novapos/core';
import { Dialog, EmptyState, Skeleton } from '@novapos/ui';
import { PackageOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Family } from '../catalog/tile';
import { unitPrices } from '../till/pricing';
import { useMinute, useSetup, useTill } from '../till/use-till';
import { lowestOf } from './tile-prices';
import { useFamily } from './use-family';
import { axesOf, chosenOf, matching, nothingChosen, possibleValues, settled, toggledChoice } from './variant-choice';
import { VariantOption } from './variant-option';

type Props = {
  family: Pick<Family, 'id' | 'name'>;
  /** What is chosen becomes a favourite, or stops being one, instead of being sold. */
  isFavourite: boolean;
  onClose: () => void;
};

/** Which one of a family: a touch for each option. The last one sells it. */
export function VariantDialog({ family, isFavourite, onClose }: Props) {
  const { t } = useTranslation();
  const members = useFamily(family.id);
  return (
    <Dialog title={family.name} onClose={onClose} closeLabel={t('common.close')}>
      {members === null ? (
        <Skeleton className="h-40 rounded-lg" />
      ) : members.length === 0 ? (
        <EmptyState icon={PackageOpen} title={t('variants.gone')}>
          {t('sale.noGoodsHelp')}
        </EmptyState>
      ) : (
        <Options members={members} isFavourite={isFavourite} onClose={onClose} />
      )}
    </Dialog>
  );
}

type OptionsProps = { members: readonly CatalogItem[]; isFavourite: boolean; onClose: () => void };

function Options({ members, isFavourite, onClose }: OptionsProps) {
  const { t } = useTranslation();
  const till = useTill();
  const setup = useSetup();
  const favourite_ids = useStore(till.favourites.ids);
  const prices = unitPrices(till.pricing, setup, members, useMinute());
  const [touched, setTouched] = useState(nothingChosen);
  // What has no price here can't be paid.
  const sellable = members.filter(({ id }) => prices.has(id));
  const choice = settled(sellable, touched);
  const axes = axesOf(members);
  const left = matching(sellable, choice);
  const price = lowestOf(left.flatMap(({ id }) => prices.get(id) ?? []));
  const shown = price && left[0] && formatUnitPrice(price.lowest, left[0].unit, setup.pricing.currency);

  const choose = (axis: string, value: string) => {
    const next = toggledChoice(touched, axis, value);
    const chosen = next.has(axis) ? chosenOf(sellable, next) : null;
    if (!chosen) return setTouched(next);
    onClose();
    if (isFavourite) void till.favourites.toggle(chosen.id);
    else till.choose(chosen);
  };
  const isStarred = (axis: string, value: string) => {
    const chosen = isFavourite && chosenOf(sellable, new Map([...touched, [axis, value]]));
    return chosen ? favourite_ids.includes(chosen.id) : false;
  };

  return (
    <div className="flex flex-col gap-5">
      <p className="text-3xl font-bold tracking-tight">
        {!shown ? t('sale.noPrice') : price.isFrom ? t('variants.from', { price: shown.amount }) : shown.amount}
        {shown?.per && <span className="text-lg font-semibold text-ink-soft"> {shown.per}</span>}
      </p>
      {axes.map(({ name, values }) => {
        const possible = possibleValues(sellable, touched, name);
        return (
          <VariantOption
            key={name}
            name={name}
            isNext={name === axes.find((axis) => !choice.has(axis.name))?.name}
            values={values.map((value) => ({
              value,
              isChosen: choice.get(name) === value,
              isPossible: possible.has(value),
              isStarred: isStarred(name, value),
            }))}
            onChoose={(value) => choose(name, value)}
          />
        );
      })}
    </div>
  );
}
