import { useQuery } from '@tanstack/react-query'
import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { withPermits } from '../i18n/rooms.ts'
import { useMoment } from '../time/use-moment.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Waiting } from '../ui/States.tsx'
import { worksHistoryQuery } from './queries.ts'
import { TrenchShared } from './TrenchShared.tsx'

const AnsweredForAnother = lazyPart(withPermits(() => import('../permits/delegation/AnsweredForAnother.tsx')))

/** What happened to a works: what, who, when, why. */
export function WorksHistory({ id }: { id: string }) {
  const { language, say, sayAny, name } = useSpeech()
  const moment = useMoment()
  const signedIn = useUser() !== null
  const history = useQuery({ ...worksHistoryQuery(id, language), enabled: signedIn })
  const items = history.data?.items ?? []
  if (history.isError && history.error.status !== 403) return <Waiting query={history} />
  if (items.length === 0) return null
  return (
    <details className="history" open={items.length < 4}>
      <summary>{say('history.title')}</summary>
      <ol>
        {items.map((item) => (
          <li key={`${item.version} ${item.at} ${item.event}`}>
            <strong>{sayAny(`event.${item.event}`, item.event)}</strong>
            {item.by || !item.trench ? <span>{item.by ? name(item.by.name) : say('history.system')}</span> : null}
            <time dateTime={item.at}>{moment(item.at)}</time>
            {item.trench ? <TrenchShared trench={item.trench} worksId={id} /> : null}
            {item.event === 'answer' && idIn(item.after, 'delegateId') ? (
              <AnsweredForAnother by={idIn(item.after, 'delegateId')} whom={idIn(item.after, 'agencyId')} />
            ) : null}
            {item.reason ? (
              <p>
                <bdi>{item.reason}</bdi>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </details>
  )
}

/** What a line tells of somebody, by its id. */
function idIn(after: Record<string, unknown>, member: string): string | null {
  const id = after[member]
  return typeof id === 'string' ? id : null
}
