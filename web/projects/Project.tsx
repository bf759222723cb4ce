import './projects.css'
import { useState } from 'react'
import type { Works } from '../../server/works/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Id } from '../ui/Id.tsx'
import { useOpenWorks } from '../works/open.ts'
import { useIsOurs } from '../works/ours.ts'
import { StatusTag } from '../works/StatusTag.tsx'
import { ProgressForm } from './ProgressForm.tsx'

/** Where a works came from, what a future project has become, and the way to make works of what is left of it. */
export default function Project({ works }: { works: Works }) {
  const { say } = useSpeech()
  const open = useOpenWorks()
  const [isProgressing, setProgressing] = useState(false)
  const { progressedFrom: from, progressedInto: into } = works
  const isOpen = works.category === 'future_project' && works.status === 'planned'
  const isOurs = useIsOurs(works)
  const mayProgress = isOpen && isOurs
  if (!from && into.length === 0 && !mayProgress) return null
  return (
    <section className="project" aria-label={say('project.title')}>
      <h2>{say('project.title')}</h2>
      {from ? (
        <p>
          {say('project.from')}{' '}
          <button type="button" className="link" onClick={() => open(from.id)}>
            {from.title}
          </button>{' '}
          <Id>{from.number}</Id>
        </p>
      ) : null}
      {into.length > 0 ? (
        <>
          <p>{say(isOpen ? 'project.intoSoFar' : 'project.into')}</p>
          <ul className="progressed">
            {into.map(({ id, number, title, status }) => (
              <li key={id}>
                <button type="button" className="link" onClick={() => open(id)}>
                  {title}
                </button>{' '}
                <Id>{number}</Id> <StatusTag status={status} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {mayProgress && isProgressing ? <ProgressForm project={works} onDone={() => setProgressing(false)} /> : null}
      {mayProgress && !isProgressing ? (
        <button type="button" className="button" onClick={() => setProgressing(true)}>
          {say('project.progress')}
        </button>
      ) : null}
    </section>
  )
}
