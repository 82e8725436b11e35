/** The receipt as it is printed: the server's text, on paper, in both themes. `data-print` is what `window.print()` keeps. */
export function ReceiptPaper({ text }: { text: string }) {
  return (
    <pre
      data-print=""
      className="mx-auto w-fit max-w-full overflow-x-auto rounded-sm bg-paper px-6 py-7 font-mono text-xs leading-relaxed text-paper-ink shadow-card"
    >
      {text}
    </pre>
  );
}
