import '../permits.css'
import { useEffect, useRef } from 'react'
import type { Works } from '../../../server/works/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { changedSince } from '../../works/newer.ts'
import { BeforeAfter } from './BeforeAfter.tsx'

interface MovedOnProps {
  /** What is written against. */
  seen: Works
  /** What stands by now; null as long as it is being read. */
  now: Works | null
  onAdopt: () => void
}

/** The works has changed while somebody writes: what of it, and the way to go on with what is written. */
export function MovedOn({ seen, now, onAdopt }: MovedOnProps) {
  const { say } = useSpeech()
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const changed = now && changedSince(seen, now)
  return (
    <section ref={place} className="permit-card" role="alert" data-testid="moved-on">
      <p>
        <strong>{say('moved.title')}</strong>
      </p>
      <p className="form-note">{say(now ? 'moved.detail' : 'procedure.movingOn')}</p>
      {changed && Object.keys(changed.after).length > 0 ? <BeforeAfter {...changed} /> : null}
      {now ? (
        <button type="button" className="button" onClick={onAdopt}>
          {say('moved.adopt')}
        </button>
      ) : null}
    </section>
  )
}
