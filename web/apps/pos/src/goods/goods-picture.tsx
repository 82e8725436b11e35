import { type ReactNode, useEffect, useState } from 'react';
import { pictures } from './kept-pictures';

type Props = { hash: string; children: ReactNode };

/** The picture of goods; what stands for it until it is there, and when it does not come. The name is beside it, so it says nothing more. */
export function GoodsPicture({ hash, children }: Props) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let isGone = false;
    void pictures.of(hash).then((picture) => {
      if (isGone || !picture) return;
      made = URL.createObjectURL(picture);
      setAddress(made);
    });
    return () => {
      isGone = true;
      setAddress(null);
      if (made) URL.revokeObjectURL(made);
    };
  }, [hash]);
  return address ? <img src={address} alt="" className="size-11 shrink-0 rounded-md object-cover" /> : children;
}
