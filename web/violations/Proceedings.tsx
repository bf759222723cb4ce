import type { ReactNode } from 'react'
import type { PhotoPurpose, WholeViolation } from '../../server/inspections/violations/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'

interface ProceedingsProps {
  about: WholeViolation
  photos: (purpose: PhotoPurpose) => ReactNode
}

/** What the liable party said, what the office decided, and how it ended. */
export function Proceedings({ about, photos }: ProceedingsProps) {
  const { say, name } = useSpeech()
  const { claim, objection, decision, endedAt, endReason } = about
  return (
    <>
      {claim ? (
        <Said title={say('violation.claim')} at={claim.at} text={claim.text}>
          {photos('claim')}
        </Said>
      ) : null}
      {objection ? (
        <Said
          title={say('violation.objection')}
          at={objection.at}
          by={objection.by ? name(objection.by) : null}
          text={objection.text}
        >
          {photos('objection')}
        </Said>
      ) : null}
      {decision ? (
        <Said
          title={say(`violation.decision.${decision.outcome}`)}
          at={decision.at}
          by={decision.by ? name(decision.by) : null}
          text={decision.reason}
        />
      ) : null}
      {endedAt && endReason && decision?.outcome !== 'withdrawn' ? (
        <Said title={say(`violation.state.${about.state}`)} at={endedAt} text={endReason} />
      ) : null}
    </>
  )
}

interface SaidProps {
  title: string
  at: string
  by?: string | null
  text: string
  children?: ReactNode
}

function Said({ title, at, by, text, children }: SaidProps) {
  const moment = useMoment()
  return (
    <section className="violation-said" aria-label={title}>
      <h2>{title}</h2>
      <p className="form-note">
        {by ? <bdi>{by}</bdi> : null}
        {by ? ' · ' : null}
        <time dateTime={at}>{moment(at)}</time>
      </p>
      <p className="prose" dir="auto">
        {text}
      </p>
      {children}
    </section>
  )
}
