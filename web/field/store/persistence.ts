import { useEffect, useState } from 'react'

/** Asks the browser to keep what lies here even where the phone runs short of room. It may say no; nobody is asked twice. */
export async function askToKeep(): Promise<boolean | null> {
  const storage = navigator.storage
  if (!storage?.persist || !storage.persisted) return null
  if (await storage.persisted()) return true
  return storage.persist()
}

/** Whether what lies here stays until we take it away; null where the browser does not say. */
export function useIsKept(): boolean | null {
  const [isKept, setKept] = useState<boolean | null>(null)
  useEffect(() => {
    let isHere = true
    askToKeep().then(
      (answer) => isHere && setKept(answer),
      () => undefined,
    )
    return () => {
      isHere = false
    }
  }, [])
  return isKept
}
