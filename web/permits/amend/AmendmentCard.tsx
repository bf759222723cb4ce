import type { ReactNode } from 'react'
import type { Amendment } from '../../../server/works/amendments/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { BeforeAfter } from './BeforeAfter.tsx'
import { DrawnAnew } from './DrawnAnew.tsx'

/** An amendment: what it changes, who asked and why, what became of it. */
export function AmendmentCard({ amendment, children }: { amendment: Amendment; children?: ReactNode }) {
  const { say, name } = useSpeech()
  const moment = useMoment()
  const { number, cause, state, extensionDays, before, after, askedBy, askedAt, decidedBy, decidedAt } = amendment
  const title = extensionDays === null ? say('amendment.numbered', { value: number }) : say('amendment.longer', { count: extensionDays }) // biome-ignore format: one line
  const decided = state !== 'proposed' && cause !== 'case' && amendment.decisionReason
  return (
    <article className="permit-card" aria-label={title}>
      <header>
        <h4>{title}</h4>
        <span className="tag" data-amendment={state}>
          {say(`amendment.state.${state}`)}
        </span>
      </header>
      <BeforeAfter before={before} after={after} />
      <DrawnAnew amendment={amendment} />
      {amendment.reason === null ? null : (
        <p>
          {say('reason.label')}: <bdi>{amendment.reason}</bdi>
        </p>
      )}
      {decided ? (
        <p>
          {say('amendment.decision')}: <bdi>{amendment.decisionReason}</bdi>
        </p>
      ) : null}
      <p className="form-note">
        {say(`amendment.cause.${cause}`)} · {askedBy ? name(askedBy) + say('list.joint') : null}
        <time dateTime={askedAt}>{moment(askedAt)}</time>
        {decidedAt && decidedAt !== askedAt && state !== 'lapsed' ? (
          <>
            {' '}
            · {say('amendment.decided')} {decidedBy ? name(decidedBy) + say('list.joint') : null}
            <time dateTime={decidedAt}>{moment(decidedAt)}</time>
          </>
        ) : null}
      </p>
      {children}
    </article>
  )
}
