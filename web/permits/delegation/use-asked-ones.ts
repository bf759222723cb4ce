import { useAddress } from '../../address.ts'
import { useAgencies } from '../../agencies/queries.ts'

/** The ids of those that the address narrows the inbox to, as the service takes them; undefined where it does not. */
export function useAskedOnes(): string | undefined {
  const { asked } = useAddress()
  const { agencies } = useAgencies()
  const codes = asked?.split(',') ?? []
  const ids = agencies.filter(({ code }) => codes.includes(code)).map(({ id }) => id)
  return ids.length > 0 ? ids.join(',') : undefined
}
