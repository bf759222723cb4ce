import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { NewAppeal, PartyQuality, QualityCase } from '../../../server/inspections/quality/contract.ts'
import { type PartCode, rates } from '../../../server/inspections/quality/rules.ts'
import { useAddress } from '../../address.ts'
import { write } from '../../api.ts'
import { hrefOf, useFollow } from '../../going.tsx'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { ReasonDialog } from '../../permits/ReasonDialog.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { Id } from '../../ui/Id.tsx'
import { Waiting } from '../../ui/States.tsx'
import { casesQuery, useQualityChanged } from './queries.ts'

const pages: Record<QualityCase['kind'], string> = {
  inspection: '/inspections',
  defect: '/defects',
  sample: '/samples',
  works: '/works',
  violation: '/violations',
  report: '/reports',
}

/** The cases of a part, those that harm marked; whoever is scored may object to one. */
export function CasesOfPart({ quality, part }: { quality: PartyQuality; part: PartCode }) {
  const { say } = useSpeech()
  const moment = useMoment()
  const address = useAddress()
  const follow = useFollow()
  const query = useInfiniteQuery(casesQuery(quality.partyId, quality.kind, part))
  const items = query.data?.pages.flatMap((page) => page.items)
  if (!items) return <Waiting query={query} />
  if (items.length === 0) return <p className="quality-rule">{say('quality.noCases')}</p>
  const isAppealed = (id: string) => quality.appeals.some((appeal) => appeal.part === part && appeal.case.id === id)
  return (
    <>
      <ul className="quality-cases">
        {items.map((one) => (
          <li key={one.id} data-case-of={one.id}>
            <CaseMark one={one} />
            <span>{say(`quality.case.${one.kind}`)}</span>
            <a
              href={hrefOf(pages[one.kind], address, { sel: one.kind === 'report' ? one.number : one.id })}
              onClick={follow}
              className="link"
            >
              <Id>{one.number}</Id>
            </a>
            <span>{moment(one.at)}</span>
            {quality.may.appeal && one.harms && !isAppealed(one.id) ? (
              <AppealButton quality={quality} one={one} />
            ) : null}
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <button type="button" className="button small" onClick={() => void query.fetchNextPage()}>
          {say('list.more')}
        </button>
      ) : null}
    </>
  )
}

/** Whether it takes from the score; of a rate, what a works adds to what it is divided by, which is neither good nor bad. */
function CaseMark({ one }: { one: QualityCase }) {
  const { language, say } = useSpeech()
  if (one.kind === 'works' && rates.some((part) => part === one.part))
    return (
      <span className="tag">
        {one.part === 'defects'
          ? say('quality.dividedByKilometres', { value: number(one.size, language, 2) })
          : say('quality.dividedByWorks')}
      </span>
    )
  return (
    <span className={one.harms ? 'tag' : 'tag green'} data-tone={one.harms ? 'blocking' : 'info'}>
      {say(one.harms ? 'quality.harms' : 'quality.good')}
    </span>
  )
}

function AppealButton({ quality, one }: { quality: PartyQuality; one: QualityCase }) {
  const { say } = useSpeech()
  const changed = useQualityChanged()
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const send = (why: string) =>
    write('POST', `/api/quality/${quality.partyId}/appeals`, {
      kind: quality.kind,
      part: one.part,
      caseId: one.id,
      reason: why,
    } satisfies NewAppeal)
  return (
    <>
      <button type="button" className="link" onClick={() => setAsked(true)}>
        {say('quality.appeal')}
        <span className="visually-hidden"> {one.number}</span>
      </button>
      {isAsked ? (
        <ReasonDialog
          title={say('quality.appealAsked', { number: one.number })}
          detail={say('quality.appealDetail')}
          act={say('quality.appeal')}
          reason={reason}
          onReason={setReason}
          send={send}
          onDone={() => setAsked(false)}
          onStored={changed}
        />
      ) : null}
    </>
  )
}
