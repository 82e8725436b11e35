const PAPER_WIDTH_MM = 80;
/** As `theme.css` prints it: ten points a line, and four millimetres above and below. */
const LINE_MM = 3.53;
const MARGIN_MM = 8;

const page = new CSSStyleSheet();

/** A page as wide as the roll and as long as the receipt, so that no printer feeds more paper than there is text. */
export function printReceipt(): void {
  const lines = document.querySelector('[data-print]')?.textContent?.trimEnd().split('\n').length ?? 0;
  const height_mm = Math.ceil(lines * LINE_MM + MARGIN_MM);
  page.replaceSync(`@page { size: ${PAPER_WIDTH_MM}mm ${Math.max(height_mm, PAPER_WIDTH_MM + 1)}mm; margin: 0; }`);
  if (!document.adoptedStyleSheets.includes(page)) document.adoptedStyleSheets.push(page);
  window.print();
}
