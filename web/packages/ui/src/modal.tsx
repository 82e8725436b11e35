import { type KeyboardEvent, type MouseEvent, type ReactNode, useLayoutEffect, useRef } from 'react';

export type ModalProps = {
  label: { id: string } | { text: string };
  role?: 'dialog' | 'alertdialog';
  /** Without it the window can only be left by one of its own buttons. */
  onClose?: (() => void) | undefined;
  className: string;
  children: ReactNode;
};

/**
 * The platform's own modal window: what lies under it is inert, focus goes in (to `data-autofocus` if it is there) and comes back.
 * It is open for as long as it is rendered.
 */
export function Modal({ label, role = 'dialog', onClose, className, children }: ModalProps) {
  const element = useRef<HTMLDialogElement>(null);

  // A layout effect, because closing gives the focus back only while the element is still in the page.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => dialog.close();
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onClose?.();
  };
  const onBackdrop = (event: MouseEvent) => {
    if (event.target === element.current && role === 'dialog') onClose?.();
  };

  return (
    <dialog
      ref={element}
      role={role === 'alertdialog' ? role : undefined}
      aria-label={'text' in label ? label.text : undefined}
      aria-labelledby={'id' in label ? label.id : undefined}
      onKeyDown={onKeyDown}
      onClick={onBackdrop}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      className={`flex-col overflow-hidden bg-raised text-ink shadow-float open:flex backdrop:animate-fade backdrop:bg-scrim ${className}`}
    >
      {children}
    </dialog>
  );
}
