import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from './button';
import { Modal, type ModalProps } from './modal';

type Props = Pick<ModalProps, 'role' | 'onClose'> & {
  title: string;
  /** With it there is a button to close in the corner. */
  closeLabel?: string;
  children: ReactNode;
  footer?: ReactNode;
};

/** A window over the page: centred on a large screen, from below on a phone. `alertdialog` is a question to be answered. */
export function Dialog({ title, onClose, closeLabel, role = 'dialog', children, footer }: Props) {
  const titleId = useId();
  return (
    <Modal
      label={{ id: titleId }}
      role={role}
      onClose={onClose}
      className="mx-0 mt-auto mb-0 max-h-[92dvh] w-full max-w-full animate-rise rounded-t-xl sm:m-auto sm:max-w-md sm:rounded-xl"
    >
      <header className="flex shrink-0 items-center justify-between gap-3 py-3 ps-6 pe-3">
        <h2 id={titleId} className="py-2 text-xl font-bold">
          <bdi>{title}</bdi>
        </h2>
        {onClose && closeLabel && (
          <Button look="quiet" size="icon" aria-label={closeLabel} onClick={onClose}>
            <X className="size-6" aria-hidden="true" />
          </Button>
        )}
      </header>
      <div className="min-h-0 overflow-y-auto px-6 pt-1 pb-6">{children}</div>
      {footer && (
        <footer className="flex shrink-0 flex-wrap justify-end gap-3 border-t border-line px-6 py-4">{footer}</footer>
      )}
    </Modal>
  );
}
