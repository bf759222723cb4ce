import type { View } from './address.ts'

/** Pages that are lists first open beside the map. */
const lists = ['/works', '/conflicts', '/reports', '/opportunities']

export function usualView(pathname: string): View {
  return lists.includes(pathname) ? 'split' : 'map'
}
