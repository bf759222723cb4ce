import { useQuery } from '@tanstack/react-query'
import type { TrenchWidths } from '../../../server/policy/contract.ts'
import { answered, get } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import type { Draft } from './draft.ts'

export interface UsualWidth {
  metres: number
  /** The rule pack that says so. */
  pack: string
}

/** How wide the trench of such a works usually is; undefined until the rule pack is read, and where it cannot be. */
export function useUsualWidth({ method, utility }: Pick<Draft, 'method' | 'utility'>): UsualWidth | undefined {
  const { name } = useSpeech()
  const widths = useQuery({
    queryKey: ['trench-widths'],
    queryFn: ({ signal }) => answered(get<TrenchWidths>('/api/trench-widths', {}, signal)),
    staleTime: Number.POSITIVE_INFINITY,
  }).data
  return widths && { metres: widths.metres[method][utility], pack: name(widths.pack) }
}
