import { Fragment, type ReactNode, useEffect, useId, useSyncExternalStore } from 'react'

let brought: ReadonlyMap<string, ReactNode> = new Map()
const listeners = new Set<() => void>()

function bring(id: string, node: ReactNode): void {
  const next = new Map(brought)
  if (node === null) next.delete(id)
  else next.set(id, node)
  brought = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Puts what a page draws onto the map, which lives elsewhere in the tree and outlives the page. */
export function OnMap({ children }: { children: ReactNode }) {
  const id = useId()
  useEffect(() => bring(id, children), [id, children])
  useEffect(() => () => bring(id, null), [id])
  return null
}

/** Where the map takes it up. */
export function BroughtToMap() {
  const nodes = useSyncExternalStore(subscribe, () => brought)
  return [...nodes].map(([id, node]) => <Fragment key={id}>{node}</Fragment>)
}
