import '../permits/permits.css'
import { useEffect, useRef } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { BeforeAfter } from '../permits/amend/BeforeAfter.tsx'
import type { MovedWorks } from './moved-since.ts'
import { WorksNamed } from './WorksNamed.tsx'

interface CaseMovedOnProps {
  /** Which works have moved; null as long as they are being read. */
  moved: readonly MovedWorks[] | null
  onAdopt: () => void
}

/** Works of a case have changed while somebody decides on them: which, what of them, and the way to go on. */
export function CaseMovedOn({ moved, onAdopt }: CaseMovedOnProps) {
  const { say } = useSpeech()
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section ref={place} className="permit-card" role="alert" data-testid="moved-on">
      <p>
        <strong>{say('case.moved.title')}</strong>
      </p>
      <p className="form-note">{say(moved ? 'case.moved.detail' : 'procedure.movingOn')}</p>
      {moved?.map(({ now, seen, changed }) => (
        <div key={now.id} className="moved-works">
          <p>
            <WorksNamed works={now} />
          </p>
          {seen === null ? <p className="form-note">{say('case.moved.joined')}</p> : null}
          {seen && Object.keys(changed.after).length === 0 ? (
            <p className="form-note">{say('case.moved.elsewhere')}</p>
          ) : null}
          {Object.keys(changed.after).length > 0 ? <BeforeAfter {...changed} /> : null}
        </div>
      ))}
      {moved ? (
        <button type="button" className="button" onClick={onAdopt}>
          {say('moved.adopt')}
        </button>
      ) : null}
    </section>
  )
}
