import './violations.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { roleMay } from '../../server/access/rules.ts'
import type { Works } from '../../server/works/contract.ts'
import { type Address, opening } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useDecidesOn } from '../works/ours.ts'
import { violationsOfQuery } from './queries.ts'
import { ViolationStateTag } from './ViolationStateTag.tsx'

/** The violations of a works that whoever looks may see; the office records another one from here. */
export default function ViolationsOfWorks({ works }: { works: Works }) {
  const { say, name } = useSpeech()
  const role = useUser()?.role ?? null
  const query = useQuery({ ...violationsOfQuery(works.id), enabled: role !== null && roleMay(role, 'works.read') })
  const items = query.data ?? []
  const decides = useDecidesOn()
  const mayRecord = decides(works) && works.status !== 'draft'
  if (items.length === 0 && !mayRecord) return null
  return (
    <section className="violations-of" aria-label={say('violation.list')} data-testid="violations-of">
      {items.length > 0 || mayRecord ? <h2>{say('violation.list')}</h2> : null}
      {items.map(({ id, article, state }) => (
        <p key={id} className="case-link">
          <Link to="/violations" search={((before: Address) => opening(id, before, false)) as never}>
            {name(article.words)}
          </Link>
          <ViolationStateTag state={state} />
        </p>
      ))}
      {mayRecord ? (
        <Link
          to="/violations"
          search={((before: Address) => ({ ...opening('new', before, false), q: works.number })) as never}
          className="button small"
        >
          {say('violation.new')}
        </Link>
      ) : null}
    </section>
  )
}
