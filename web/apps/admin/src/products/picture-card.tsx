import type { Product } from '@novapos/api';
import { describeError, pictureHash } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { clsx } from 'clsx';
import { ImageUp, Trash2 } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { GoodsPicture } from './goods-picture';
import { useChangeProduct, useSendPicture } from './mutations';

/** The product's picture, which is kept as soon as it is chosen or dropped. */
export function PictureCard({ product, mayChange }: { product: Product; mayChange: boolean }) {
  const { t } = useTranslation();
  const send = useSendPicture(product.id);
  const change = useChangeProduct(product.id);
  const [removed, setRemoved] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (!file || send.isPending) return;
    change.reset();
    setRemoved(null);
    send.mutate(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files);
  };
  const put = (image: string | null) => {
    send.reset();
    change.mutate(
      { rev: product.rev, image },
      { onSuccess: () => setRemoved(image === null ? (product.image ?? null) : null) },
    );
  };
  const error = send.error ?? change.error;
  const elsewhere = product.image && !pictureHash(product.image) ? product.image : null;

  return (
    <Card title={t('picture.title')}>
      <GoodsPicture image={product.image} size="large" className="aspect-square w-full max-w-52 self-center" />
      {elsewhere && (
        <p className="text-sm wrap-anywhere text-ink-soft">{t('picture.elsewhere', { image: elsewhere })}</p>
      )}
      {error && <Banner look="danger">{describeError(t, error)}</Banner>}
      {mayChange && (
        <>
          <label
            onDragOver={(event) => {
              event.preventDefault();
              setIsOver(true);
            }}
            onDragLeave={() => setIsOver(false)}
            onDrop={drop}
            aria-busy={send.isPending || undefined}
            className={clsx(
              'relative flex cursor-pointer flex-col items-center gap-1 rounded-md border-2 border-dashed p-3 text-center',
              'has-focus-visible:outline-3 has-focus-visible:outline-focus',
              isOver ? 'border-brand bg-brand-soft' : 'border-control hover:border-brand',
            )}
          >
            <span role="status" className="flex items-center gap-2 font-semibold">
              <ImageUp className="size-5 text-brand" aria-hidden="true" />
              {t(send.isPending ? 'picture.sending' : 'picture.choose')}
            </span>
            <span className="text-sm text-ink-soft">{t('picture.limits')}</span>
            <input
              type="file"
              accept="image/jpeg,image/png,image/webp"
              className="sr-only"
              disabled={send.isPending}
              onChange={({ target }) => {
                take(target.files);
                // The same file can be chosen again.
                target.value = '';
              }}
            />
          </label>
          {product.image && (
            <Button look="quiet" isBusy={change.isPending} onClick={() => put(null)}>
              <Trash2 className="size-5" aria-hidden="true" />
              {t('picture.remove')}
            </Button>
          )}
          {removed && !product.image && (
            <Banner
              look="info"
              actions={
                <Button isBusy={change.isPending} onClick={() => put(removed)}>
                  {t('product.undo')}
                </Button>
              }
            >
              {t('picture.removed')}
            </Banner>
          )}
        </>
      )}
    </Card>
  );
}
