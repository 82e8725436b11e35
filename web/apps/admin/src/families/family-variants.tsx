import type { Product } from '@novapos/api';
import type { Currency } from '@novapos/core';
import { type Column, DataTable, EmptyState } from '@novapos/ui';
import { Link } from '@tanstack/react-router';
import { Shapes } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { DocumentHead } from '../lists/document-head';
import { useExport } from '../lists/export-button';
import { PriceCell } from '../products/price-cell';
import { ProductState } from '../products/product-state';
import { familyFile } from './family-file';
import { variantText } from './variant-text';

type Props = { variants: readonly Product[]; currency: Currency };

/** The products of a family, as the family's options order them. */
export function FamilyVariants({ variants, currency }: Props) {
  const { t } = useTranslation();
  const exporting = useExport('variants');
  if (variants.length === 0) {
    return (
      <EmptyState icon={Shapes} title={t('family.noVariants')}>
        {t('family.noVariantsHelp')}
      </EmptyState>
    );
  }
  const columns: Column<Product>[] = [
    {
      id: 'values',
      head: t('family.rows.name'),
      cell: (product) => (
        // The whole row is the link's target: its box covers the row.
        <Link
          to="/products/$productId"
          params={{ productId: product.id }}
          className="block font-semibold wrap-anywhere whitespace-normal after:absolute after:inset-0 md:min-w-36"
        >
          <bdi>{variantText(product.variant)}</bdi>
          <span className="mt-0.5 block text-sm font-normal text-ink-soft">
            <bdi>{product.name}</bdi>
          </span>
          {!product.active && (
            <span className="mt-1 block md:hidden">
              <ProductState isActive={false} />
            </span>
          )}
        </Link>
      ),
    },
    {
      id: 'sku',
      head: t('products.column.sku'),
      cell: ({ sku }) => <span className="text-sm">{sku}</span>,
      isSecondary: true,
    },
    {
      id: 'price',
      head: t('products.column.price'),
      cell: (product) => <PriceCell product={product} currency={currency} />,
      isNumber: true,
    },
    {
      id: 'state',
      head: t('products.column.state'),
      cell: ({ active }) => <ProductState isActive={active} />,
      isSecondary: true,
    },
  ];
  return (
    <>
      <DocumentHead
        title={t('family.variants')}
        exporting={exporting}
        from={async () => familyFile(variants, currency)}
      />
      <DataTable caption={t('family.variants')} columns={columns} rows={variants} keyOf={({ id }) => id} />
    </>
  );
}
