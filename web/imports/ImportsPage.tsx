import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { roleMay } from '../../server/access/rules.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { sessionQuery } from '../agencies/queries.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { ListPanel } from '../ui/ListPanel.tsx'
import { MoreButton } from '../ui/MoreButton.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { ImportSheet } from './ImportSheet.tsx'
import { NewImport } from './NewImport.tsx'
import { importsQuery } from './queries.ts'

/** Files in: begin one, or go on with one. */
export default function ImportsPage() {
  const { say } = useSpeech()
  const { sel } = useAddress()
  const change = useChangeAddress()
  const session = useQuery(sessionQuery)
  const user = session.data?.user
  const mayImport = user !== undefined && roleMay(user.role, 'imports.write')
  return (
    <ListPanel key={sel} label={say('import.title')} wide opens="full">
      {mayImport && sel ? <ImportSheet key={sel} id={sel} onClose={() => change({ sel: undefined })} /> : null}
      {mayImport && sel ? null : (
        <header className="listing-head">
          <h1>{say('import.title')}</h1>
        </header>
      )}
      {mayImport && !sel ? (
        <div className="panel">
          <NewImport onBegun={(id) => change({ sel: id })} />
          <PastImports onOpen={(id) => change({ sel: id })} />
        </div>
      ) : null}
      {user && !mayImport ? <Empty icon="upload" title={say('import.notYours')} /> : null}
      {session.data === null ? <SignInHint>{say('import.signInFirst')}</SignInHint> : null}
      {session.data === undefined ? <Waiting query={session} /> : null}
    </ListPanel>
  )
}

function PastImports({ onOpen }: { onOpen: (id: string) => void }) {
  const { language, say } = useSpeech()
  const moment = useMoment()
  const past = useInfiniteQuery(importsQuery)
  if (!past.data) return <Waiting query={past} />
  const jobs = past.data.pages.flatMap(({ items }) => items)
  if (jobs.length === 0) return <Empty icon="upload" title={say('import.none')} />
  return (
    <>
      <h2>{say('import.past')}</h2>
      <ul className="rows boxed">
        {jobs.map((job) => (
          <li key={job.id}>
            <button type="button" className="row" onClick={() => onOpen(job.id)}>
              <strong>
                <bdi>{job.fileName}</bdi>
              </strong>
              <span className="row-facts">
                <span className="tag">{say(`import.status.${job.status}`)}</span>
                <span>{say(`import.kind.${job.kind}`)}</span>
                <span>{say('import.rows', { count: job.total, shown: number(job.total, language) })}</span>
                <span>{moment(job.createdAt)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <MoreButton query={past} />
    </>
  )
}
