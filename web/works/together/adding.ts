import { useSyncExternalStore } from 'react'

/** Is the next works that is chosen put beside the one that is open? What Shift does for a pointer, for fingers and keys. */
const standing = { isAdding: false }
const listeners = new Set<() => void>()

export function setAdding(isAdding: boolean): void {
  standing.isAdding = isAdding
  for (const listener of listeners) listener()
}

function heard(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useAdding(): boolean {
  return useSyncExternalStore(heard, () => standing.isAdding)
}

export const isAdding = () => standing.isAdding
