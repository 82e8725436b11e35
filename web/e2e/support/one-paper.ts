import { expect, type Page } from '@playwright/test';

/** What is printed now is one page, 80 mm wide, and as long as what is on it: at most `height_max_pt`. */
export async function expectOnePaper(page: Page, height_max_pt = 600): Promise<void> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  expect(Number(width)).toBeCloseTo((80 / 25.4) * 72, 0);
  expect(Number(height)).toBeLessThan(height_max_pt);
}
