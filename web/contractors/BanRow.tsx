import { useState } from 'react'
import type { Ban, BanState, Lifting } from '../../server/contractors/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useAgencies } from '../agencies/queries.ts'
import { write } from '../api.ts'
import { fullDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { ReasonDialog } from '../permits/ReasonDialog.tsx'
import { useMoment } from '../time/use-moment.ts'
import { DaysInText } from '../ui/DaysInText.tsx'
import { useBansChanged } from './queries.ts'

const tones: Record<BanState, string> = { in_force: 'blocking', to_come: 'warning', over: 'info', lifted: 'good' }

/** A ban: of whom, why, which days, by whom; and how it was lifted, or the button that lifts it. */
export function BanRow({ ban }: { ban: Ban }) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const { byId } = useAgencies()
  const contractor = byId.get(ban.contractorId)
  const called = contractor ? name(contractor.name) : ''
  const until = ban.until ? fullDay(ban.until, language) : say('bans.untilLifted')
  const who = (by: Ban['by']) => (by ? name(by) : say('bans.someone'))
  return (
    <li className="row ban-row" data-ban={ban.id}>
      <span className="row-top">
        <AgencyChip id={ban.contractorId} />
        <span className="tag" data-tone={tones[ban.state]}>
          {say(`bans.state.${ban.state}`)}
        </span>
      </span>
      <strong>{say(`bans.reason.${ban.reason}`)}</strong>
      {ban.note ? (
        <p className="prose" dir="auto">
          {ban.note}
        </p>
      ) : null}
      <span className="row-facts">
        <span>{say('bans.days', { first: fullDay(ban.from, language), until })}</span>
        <span>{say('bans.works', { count: ban.works })}</span>
      </span>
      <span className="row-facts">
        <span>{say('bans.by', { who: who(ban.by), when: moment(ban.at) })}</span>
      </span>
      {ban.lifted ? (
        <p className="ban-lifted">
          {say('bans.liftedBy', { who: who(ban.lifted.by), when: moment(ban.lifted.at) })}:{' '}
          <DaysInText text={ban.lifted.reason} />
        </p>
      ) : null}
      {ban.may.lift ? <LiftButton ban={ban} called={called} /> : null}
    </li>
  )
}

function LiftButton({ ban, called }: { ban: Ban; called: string }) {
  const { say } = useSpeech()
  const changed = useBansChanged()
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const send = (why: string) =>
    write<Ban>('POST', `/api/contractor-bans/${ban.id}/lifting`, { reason: why } satisfies Lifting)
  return (
    <span>
      <button type="button" className="button small" onClick={() => setAsked(true)}>
        {say('bans.lift')}
        <span className="visually-hidden"> {called}</span>
      </button>
      {isAsked ? (
        <ReasonDialog
          title={say('bans.liftAsked', { name: called })}
          detail={say('bans.liftDetail')}
          act={say('bans.lift')}
          reason={reason}
          onReason={setReason}
          send={send}
          onDone={() => setAsked(false)}
          onStored={changed}
        />
      ) : null}
    </span>
  )
}
