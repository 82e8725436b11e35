import type { Product } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { Facts } from '../layout/facts';
import { useChangeProduct } from '../products/mutations';
import { JoinFamilyDialog } from './join-family-dialog';

type Place = { family_id: string; values: string[] };

/** Which family a product belongs to and what it is there, and the ways in and out. */
export function FamilyCard({ product, mayChange }: { product: Product; mayChange: boolean }) {
  const { t } = useTranslation();
  const change = useChangeProduct(product.id);
  const [left, setLeft] = useState<Place | null>(null);
  const [isJoining, setIsJoining] = useState(false);
  const { variant } = product;
  const put = (place: Place | null, before: Place | null) =>
    change.mutate({ rev: product.rev, variant: place }, { onSuccess: () => setLeft(before) });
  return (
    <Card title={t('family.card.title')}>
      {change.isError && <Banner look="danger">{describeError(t, change.error)}</Banner>}
      {variant && (
        <>
          <Link
            to="/products/families/$familyId"
            params={{ familyId: variant.family_id }}
            className="inline-flex min-h-11 items-center self-start font-semibold wrap-anywhere text-brand underline"
          >
            <bdi>{variant.family}</bdi>
          </Link>
          <Facts facts={variant.options.map(({ name, value }) => [name, value] as const)} />
          {mayChange && (
            <Button
              look="quiet"
              isBusy={change.isPending}
              onClick={() =>
                put(null, { family_id: variant.family_id, values: variant.options.map(({ value }) => value) })
              }
            >
              {t('family.card.take')}
            </Button>
          )}
        </>
      )}
      {!variant && (
        <>
          {left ? (
            <Banner
              look="info"
              actions={
                <Button isBusy={change.isPending} onClick={() => put(left, null)}>
                  {t('product.undo')}
                </Button>
              }
            >
              {t('family.card.taken')}
            </Banner>
          ) : (
            <p className="text-sm text-ink-soft">{t('family.card.alone')}</p>
          )}
          {mayChange && <Button onClick={() => setIsJoining(true)}>{t('family.card.put')}</Button>}
        </>
      )}
      {isJoining && <JoinFamilyDialog product={product} onClose={() => setIsJoining(false)} />}
    </Card>
  );
}
