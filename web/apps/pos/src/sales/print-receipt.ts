const PAPER_WIDTH_MM = 80;
const MM_PER_PX = 25.4 / 96;
/** A printer may round up. */
const SLACK_MM = 1;

const page = new CSSStyleSheet();

/** A page as wide as the roll and as long as what is on it, so that no printer feeds more paper than there is text. */
export function printReceipt(): void {
  const paper = document.querySelector('[data-print]');
  const height_mm = Math.ceil(paper ? lengthOnRoll(paper) : 0) + SLACK_MM;
  page.replaceSync(`@page { size: ${PAPER_WIDTH_MM}mm ${Math.max(height_mm, PAPER_WIDTH_MM + 1)}mm; margin: 0; }`);
  if (!document.adoptedStyleSheets.includes(page)) document.adoptedStyleSheets.push(page);
  window.print();
}

/** In millimetres: `theme.css` lays a copy out as it prints the paper itself. */
function lengthOnRoll(paper: Element): number {
  const copy = paper.cloneNode(true) as Element;
  copy.removeAttribute('data-print');
  copy.setAttribute('data-roll', '');
  document.body.append(copy);
  const { height } = copy.getBoundingClientRect();
  copy.remove();
  return height * MM_PER_PX;
}
