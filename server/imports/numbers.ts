const digits = ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹'] as const

/** The same with the digits that numbers are reckoned with. */
export function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digits.map((all) => all.indexOf(digit)).find((at) => at >= 0)))
}

const grouped = /^-?\d{1,3}(,\d{3})+$/

/**
 * A number as files write it, in Arabic digits too; NaN where it is none. A comma is a decimal one, unless the number has to be a
 * whole one: then it parts thousands.
 */
export function readNumber(text: string, whole: boolean): number {
  const latin = latinDigits(text.trim())
    .replace('٫', '.')
    .replace(/٬(?=\d{3})/g, '')
  if (whole) return Number(grouped.test(latin) ? latin.replaceAll(',', '') : latin)
  return Number(latin.replace(/^(-?\d+),(\d+)$/, '$1.$2'))
}
