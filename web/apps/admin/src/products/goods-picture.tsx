import type { Product } from '@novapos/api';
import { pictureHash } from '@novapos/core';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Image } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type PictureSize, picture } from './pictures';

type Props = { image: Product['image']; size: PictureSize; className: string };

/** The picture of a product, or the place of one. It stands beside the product's name, so it says nothing more. */
export function GoodsPicture({ image, size, className }: Props) {
  const hash = pictureHash(image);
  const { data } = useQuery({ ...picture(hash ?? '', size), enabled: hash !== null });
  const address = useAddress(data);
  const frame = clsx('grid shrink-0 place-items-center overflow-hidden rounded-md bg-ink/6 text-ink-soft', className);
  return address ? (
    <img src={address} alt="" className={clsx(frame, 'object-cover')} />
  ) : (
    <span className={frame} aria-hidden="true">
      <Image className="size-1/3" />
    </span>
  );
}

/** An address of these bytes, for as long as they are shown. */
function useAddress(bytes: Blob | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!bytes) return;
    const made = URL.createObjectURL(bytes);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
      setAddress(null);
    };
  }, [bytes]);
  return address;
}
