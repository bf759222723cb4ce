import { createContext, useContext } from 'react'

/** What a key of a page asks for: the approval or, once approved, the permit; or that it is returned. */
export type KeyedDeed = 'decide' | 'return'

interface AskedDeed {
  /** Of the works in the drawer: its dialog is to be opened, and nothing done. */
  deed: KeyedDeed | null
  onTaken: () => void
}

const AskedDeedContext = createContext<AskedDeed>({ deed: null, onTaken: () => undefined })
export const AskedDeedProvider = AskedDeedContext.Provider

export function useAskedDeed(): AskedDeed {
  return useContext(AskedDeedContext)
}
