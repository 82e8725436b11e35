/** The receipt as it is printed: the server's text, on paper, in every theme and language. `data-print` is what `window.print()` keeps. */
export function ReceiptPaper({ text }: { text: string }) {
  return (
    <pre
      dir="ltr"
      data-print=""
      className="mx-auto w-fit max-w-full overflow-x-auto rounded-sm border border-line bg-paper px-4 py-7 font-mono text-[0.7rem] leading-relaxed sm:px-6 sm:text-xs text-paper-ink shadow-card"
    >
      {text}
    </pre>
  );
}
