/** A UPC-A code is an EAN-13 code with a leading zero: both are stored, scanned and found as the same thing. */
export function canonicalBarcode(code: string): string {
  return code.length === 12 && /^\d+$/.test(code) ? `0${code}` : code;
}
