import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Clearance } from '../../server/inspections/clearance/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { type Address, readAddress } from '../address.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { hasMovedOn, useDeed } from '../permits/use-deed.ts'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { TextField } from '../ui/TextField.tsx'

/** What stands between a works and its clearance, each by name with its page; and the office's button. */
export function ClearanceCard({ clearance, works }: { clearance: Clearance; works: Works }) {
  const { say } = useSpeech()
  // what is cleared is what was seen when it was asked for
  const [seen, setSeen] = useState<Clearance | null>(null)
  const { against, open, bans, may } = clearance
  const isBlocked = against.length > 0
  // what is named below is not said twice
  const besides = [...new Map(against.map((one) => [one.code, one])).values()].filter(
    ({ code }) => !open.some(({ kind }) => code === `${kind}s_open`),
  )
  return (
    <article className="handover-card" data-testid="clearance">
      <header>
        <h3>{say('clearance.title')}</h3>
        {isBlocked ? null : <span className="clear">{say('clearance.ready')}</span>}
      </header>
      <p className="form-note">{say('clearance.what')}</p>
      {isBlocked ? <h4>{say('clearance.against')}</h4> : null}
      <ul className="clearance-list">
        {besides.map(({ code, detail }) => (
          <li key={code} data-against={code}>
            <Icon name="warning" size={14} /> {detail}
          </li>
        ))}
        {open.map(({ kind, id, number, link }) => (
          <li key={id} data-open={kind}>
            <Icon name="warning" size={14} /> {say(`clearance.open.${kind}`)} <OpenLink link={link}>{number}</OpenLink>
          </li>
        ))}
      </ul>
      {bans.length > 0 ? <p className="missing">{say('clearance.banned', { count: bans.length })}</p> : null}
      {may.issue ? (
        <button type="button" className="button primary" disabled={isBlocked} onClick={() => setSeen(clearance)}>
          {say('clearance.issue')}
        </button>
      ) : null}
      {seen ? <IssueDialog clearance={seen} works={works} onDone={() => setSeen(null)} /> : null}
    </article>
  )
}

/** To the page that shows it, in the language that is read. */
function OpenLink({ link, children }: { link: string; children: string }) {
  const { pathname, searchParams } = new URL(link, window.location.origin)
  const search = ({ lang }: Address) => readAddress({ lang, sel: searchParams.get('sel') })
  return (
    <Link className="link" to={pathname as never} search={search as never}>
      <Id>{children}</Id>
    </Link>
  )
}

/** Asks before the certificate is issued: as who it is signed, and why so early where the guarantee still runs. */
function IssueDialog({ clearance, works, onDone }: { clearance: Clearance; works: Works; onDone: () => void }) {
  const { say } = useSpeech()
  const [signedAs, setSignedAs] = useState('')
  const [reason, setReason] = useState('')
  const { version, needsReason } = clearance
  const deed = useDeed(
    () =>
      write<Clearance>('POST', `/api/works/${works.id}/clearance`, {
        version,
        ...(signedAs.trim() ? { signedAs: signedAs.trim() } : {}),
        ...(needsReason ? { reason: reason.trim() } : {}),
      }),
    onDone,
  )
  return (
    <Decision
      title={say('clearance.asked', { title: works.title })}
      detail={say('clearance.askedDetail')}
      act={say('clearance.issue')}
      keep={say('dialog.back')}
      isReady={!needsReason || reason.trim().length >= 3}
      isBusy={deed.isPending}
      problem={hasMovedOn(deed.error) ? null : deed.error}
      onAct={() => deed.mutate(undefined)}
      onKeep={onDone}
    >
      {needsReason ? (
        <TextArea
          label={say('clearance.why')}
          note={say('clearance.whyNote')}
          error={faultAt(deed.error, 'reason')}
          value={reason}
          onChange={setReason}
        />
      ) : null}
      <TextField
        label={say('clearance.signedAs')}
        note={say('clearance.signedAsNote')}
        value={signedAs}
        onChange={setSignedAs}
      />
      {hasMovedOn(deed.error) ? (
        <p className="missing" role="alert">
          {say('procedure.movedOn')}
        </p>
      ) : null}
    </Decision>
  )
}
