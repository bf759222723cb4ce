/** The more particular first: each of these also says the names of those after it. */
const browsers = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Headless)?Chrom(e|ium)\/|\bCriOS\//],
  ['Safari', /\bSafari\//],
] as const

const systems = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b|\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const

/** Browser and system by their names, as far as the browser tells; `null` where it tells neither. */
export function deviceOf(userAgent: string | null): { browser: string; system: string } | null {
  const named = (list: typeof browsers | typeof systems) => list.find(([, form]) => form.test(userAgent ?? ''))?.[0]
  const [browser, system] = [named(browsers), named(systems)]
  return browser && system ? { browser, system } : null
}
