import type { Family } from '@novapos/api';
import type { Currency } from '@novapos/core';
import { Banner, Button, buttonClass, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { LoadProblem } from '../layout/load-problem';
import { places } from '../shop/places';
import { AddVariantDialog } from './add-variant-dialog';
import { FamilyForm } from './family-form';
import { FamilyVariants } from './family-variants';
import { VARIANTS_MAX } from './option-values';
import { family as familyQuery } from './queries';

type Props = { family_id: string; mayChange: boolean; wasMade: boolean };

export function FamilyPage({ family_id, mayChange, wasMade }: Props) {
  const { t } = useTranslation();
  const family = useQuery(familyQuery(family_id));
  const shop = useQuery(places());
  const currency = shop.data?.stores[0]?.currency;
  const failed = [family, shop].find((query) => query.isError && !query.data);
  return (
    <>
      <BackLink to="/products/families">{t('families.title')}</BackLink>
      {failed && <LoadProblem title={t('family.failed')} error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && !(family.data && currency) && <Skeleton className="h-96 w-full rounded-lg" />}
      {family.data && currency && (
        <FamilyDetails
          key={family_id}
          family={family.data}
          currency={currency}
          mayChange={mayChange}
          wasMade={wasMade}
        />
      )}
    </>
  );
}

type DetailsProps = { family: Family; currency: Currency; mayChange: boolean; wasMade: boolean };

function FamilyDetails({ family, currency, mayChange, wasMade }: DetailsProps) {
  const { t } = useTranslation();
  const [isAdding, setIsAdding] = useState(false);
  const [note, setNote] = useState<string | null>(wasMade ? t('family.created') : null);
  return (
    <>
      <header className="mb-5 flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 grow basis-60 text-2xl font-bold tracking-tight wrap-anywhere">
          <bdi>{family.name}</bdi>
        </h1>
        <Link
          to="/products"
          search={{ family_id: family.id }}
          activeOptions={{ exact: true }}
          className={buttonClass({})}
        >
          {t('family.seeProducts')}
        </Link>
        {mayChange && family.variants.length < VARIANTS_MAX && (
          <Button look="primary" onClick={() => setIsAdding(true)}>
            <Plus className="size-5" aria-hidden="true" />
            {t('family.addVariant')}
          </Button>
        )}
      </header>
      {note && (
        <Banner look="info" className="mb-5">
          {note}
        </Banner>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0">
          <FamilyVariants variants={family.variants} currency={currency} />
        </div>
        {mayChange && <FamilyForm family={family} />}
      </div>
      {isAdding && (
        <AddVariantDialog
          family={family}
          currency={currency}
          onClose={() => setIsAdding(false)}
          onAdded={({ name }) => {
            setIsAdding(false);
            setNote(t('family.variantAdded', { name }));
          }}
        />
      )}
    </>
  );
}
