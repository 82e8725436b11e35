import type { ReactNode } from 'react';
import { Modal } from './modal';

type Props = { label: string; onClose: () => void; children: ReactNode };

/** A screen that rises from below on a phone and brings its own head. */
export function Sheet({ label, onClose, children }: Props) {
  return (
    <Modal
      label={{ text: label }}
      onClose={onClose}
      className="mx-0 mt-auto mb-0 h-[calc(100dvh-1.5rem)] max-h-none w-full max-w-full animate-rise rounded-t-xl"
    >
      {children}
    </Modal>
  );
}
