import { WedgeFraming } from './wedge';

type Snapshot = { field: HTMLInputElement | HTMLTextAreaElement; value: string };

/** Hears the scanner before anything on the page does, whatever has the focus. Returns how to stop. */
export function listenToWedge(target: Window, onCode: (code: string) => void): () => void {
  const framing = new WedgeFraming();
  let before: Snapshot | null = null;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.repeat) return;
    const step = framing.press({
      key: event.key,
      at_ms: event.timeStamp,
      hasModifier: event.ctrlKey || event.altKey || event.metaKey,
    });
    if (step.kind === 'begin') before = snapshotOf(event.target);
    if (step.kind !== 'code') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (before) restore(before);
    before = null;
    onCode(step.code);
  };

  target.addEventListener('keydown', onKeyDown, { capture: true });
  return () => target.removeEventListener('keydown', onKeyDown, { capture: true });
}

function snapshotOf(target: EventTarget | null): Snapshot | null {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField ? { field: target, value: target.value } : null;
}

/** Through the prototype's setter and an input event, so that React sees the value that it had before the burst. */
function restore({ field, value }: Snapshot): void {
  if (field.value === value) return;
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
