import { useQuery } from '@tanstack/react-query'
import type { WorksSummary } from '../../../server/works/contract.ts'
import { answered, get, isLost } from '../../api.ts'
import { hrefOf, useFollow, useGoing } from '../../going.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { folded } from '../../search/folded.ts'
import { Id } from '../../ui/Id.tsx'
import type { Page } from '../../works/queries.ts'
import { useFieldArea } from '../offline/use-field-area.ts'
import { isFound } from './near.ts'

const most = 8
const least = 3

/** Works by number or title, whether somebody planned a visit or not: whoever passes a site may inspect it. */
export function FoundWorks({ words }: { words: string }) {
  const { say } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  const { taken } = useFieldArea()
  const found = useQuery({
    queryKey: ['works', 'field', words],
    queryFn: ({ signal }) => answered(get<Page<WorksSummary>>('/api/works', { q: words, limit: most }, signal)),
    enabled: words.length >= least,
  })
  const isFromPhone = found.isError && isLost(found.error)
  const along = (taken?.area.works ?? []).filter((works) => isFound({ works: asNamed(works) }, words, folded))
  const works = isFromPhone ? along.slice(0, most).map(asNamed) : (found.data?.items ?? [])
  if (works.length === 0) return found.isPending ? null : <p className="field-note">{say('field.noWorksFound')}</p>
  return (
    <section aria-label={say('field.foundWorks')}>
      <h2 className="field-group">{say('field.foundWorks')}</h2>
      <ul className="found-works" data-testid="found-works">
        {works.map(({ id, number, title }) => (
          <li key={id}>
            <a href={hrefOf('/field/inspect', address, { works: id })} onClick={follow}>
              <strong dir="auto">{title}</strong>
              <Id>{number}</Id>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function asNamed({ id, number, title }: { id: string; number: string | null; title: string }) {
  return { id, number: number ?? '', title, agencyId: '', contractorId: null }
}
