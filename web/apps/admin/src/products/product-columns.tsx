import type { Product } from '@novapos/api';
import { formatDate, pictureHash } from '@novapos/core';
import type { Column } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { variantBeside } from '../families/variant-text';
import { useCurrency } from '../shop/places';
import { GoodsPicture } from './goods-picture';
import { PriceCell } from './price-cell';
import { ProductState } from './product-state';
import { categories } from './queries';

export function useProductColumns(shown: readonly Product[]): Column<Product>[] {
  const { t } = useTranslation();
  const currency = useCurrency();
  const { data } = useQuery(categories());
  // A shop without pictures needs no room for them.
  const hasPictures = shown.some(({ image }) => pictureHash(image));
  const categoryOf = ({ category_id }: Product) => data?.find(({ id }) => id === category_id)?.name;
  return [
    {
      id: 'name',
      head: t('products.column.name'),
      isSortable: true,
      cell: (product) => (
        // The whole row is the link's target: its box covers the row.
        <Link
          to="/products/$productId"
          params={{ productId: product.id }}
          className="flex items-center gap-3 font-semibold wrap-anywhere whitespace-normal after:absolute after:inset-0 md:min-w-44"
        >
          {hasPictures && <GoodsPicture image={product.image} size="small" className="-my-1.5 size-11" />}
          <span className="min-w-0">
            <bdi>{product.name}</bdi>
            {variantBeside(product) && (
              <span className="mt-0.5 block text-sm font-normal text-ink-soft">
                <bdi>{variantBeside(product)}</bdi>
              </span>
            )}
            <span className="mt-0.5 block text-sm font-normal text-ink-soft md:hidden">{product.sku}</span>
            {!product.active && (
              <span className="mt-1 block md:hidden">
                <ProductState isActive={false} />
              </span>
            )}
          </span>
        </Link>
      ),
    },
    {
      id: 'sku',
      head: t('products.column.sku'),
      isSortable: true,
      cell: (product) => <span className="text-sm">{product.sku}</span>,
      isSecondary: true,
    },
    {
      id: 'barcodes',
      head: t('products.column.barcodes'),
      cell: (product) => <span className="text-sm">{barcodesOf(product.barcodes)}</span>,
      isSecondary: true,
    },
    { id: 'category', head: t('products.column.category'), cell: categoryOf, isSecondary: true },
    // What is not sold by the piece says so at its price.
    {
      id: 'price',
      head: t('products.column.price'),
      cell: (product) => currency && <PriceCell product={product} currency={currency} />,
      isNumber: true,
    },
    {
      id: 'state',
      head: t('products.column.state'),
      cell: (product) => <ProductState isActive={product.active} />,
      isSecondary: true,
    },
    {
      id: 'updated_at',
      head: t('products.column.changed'),
      isSortable: true,
      isFallingFirst: true,
      cell: (product) => <span className="text-sm">{formatDate(product.updated_at)}</span>,
      isSecondary: true,
    },
  ];

  function barcodesOf([first, ...others]: string[]): string {
    if (!first) return '';
    return others.length === 0 ? first : t('products.moreBarcodes', { code: first, count: others.length });
  }
}
