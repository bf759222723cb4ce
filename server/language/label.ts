/** Harakat and the dagger alif: on a drawn map they float beside their letters, so labels go without. */
const harakat = /[\u064B-\u0652\u0670]/g

export function label(name: string): string {
  return name.replace(harakat, '')
}
