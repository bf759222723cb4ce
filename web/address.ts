import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { type Address, readAddress } from './address-text.ts'

export * from './address-text.ts'

type Change = { [Member in keyof Address]?: Address[Member] | undefined }

interface ChangeOptions {
  replace?: boolean
  /** Whatever is not saved, nobody is asked. */
  isForced?: boolean
}

export function useAddress(): Address {
  // the router merges what it was given with what we read of it: a member that means nothing would come through
  const given = useSearch({ strict: false }) as Record<string, unknown>
  return useMemo(() => readAddress(given), [given])
}

/** Changes members of the address; `undefined` takes one out. Places and windows replace the entry, the rest can be gone back from. */
export function useChangeAddress(): (change: Change, options?: ChangeOptions) => Promise<void> {
  const navigate = useNavigate()
  return useCallback(
    (change, options = {}) => {
      const search = (before: Address) => readAddress({ ...before, ...change })
      // what stands behind the `#` is the page's own: the secret of an invitation
      const { replace = false, isForced = false } = options
      return navigate({ to: '.', search: search as never, hash: true, replace, ignoreBlocker: isForced })
    },
    [navigate],
  )
}
