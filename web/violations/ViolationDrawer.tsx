import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { WholeViolation } from '../../server/inspections/violations/contract.ts'
import { hasNotice } from '../../server/inspections/violations/rules.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { money } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Id } from '../ui/Id.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { useOpenWorks } from '../works/open.ts'
import { Fine } from './Fine.tsx'
import { FormulaWords } from './FormulaWords.tsx'
import { FoundBy } from './FoundBy.tsx'
import { Proceedings } from './Proceedings.tsx'
import { violationQuery } from './queries.ts'
import { RecordOfContractor } from './RecordOfContractor.tsx'
import { ViolationClock } from './ViolationClock.tsx'
import { ViolationDeeds } from './ViolationDeeds.tsx'
import { ViolationPlace } from './ViolationPlace.tsx'
import { ViolationStateTag } from './ViolationStateTag.tsx'

/** A violation with all that hangs on it, or that there is none for whoever looks. */
export function ViolationDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { say } = useSpeech()
  const query = useQuery(violationQuery(id))
  if (query.data) return <Whole about={query.data} onClose={onClose} />
  return (
    <Drawer title={say('violation.one')} onClose={onClose}>
      {query.error && [400, 404].includes(query.error.status) ? (
        <Empty icon="warning" title={say('violation.gone')}>
          <p>{say('violation.goneDetail')}</p>
        </Empty>
      ) : (
        <Waiting query={query} />
      )}
    </Drawer>
  )
}

function Whole({ about, onClose }: { about: WholeViolation; onClose: () => void }) {
  const { say, name } = useSpeech()
  return (
    <Drawer
      subject={about.id}
      title={name(about.article.words)}
      subtitle={say(`violation.cause.${about.cause}`)}
      eyebrow={
        <>
          <ViolationStateTag state={about.state} />
          {about.number ? <Id>{about.number}</Id> : null}
        </>
      }
      actions={<ViolationDeeds about={about} />}
      onClose={onClose}
    >
      <ViolationClock about={about} />
      {hasNotice(about) ? (
        <p>
          <a className="button small" href={`/api/violations/${about.id}/notice.pdf`} target="_blank" rel="noreferrer">
            {say('violation.paper')}
          </a>
        </p>
      ) : null}
      <Facts about={about} />
      <Amount about={about} />
      <Photos about={about} purpose="evidence" />
      <Proceedings about={about} photos={(purpose) => <Photos about={about} purpose={purpose} />} />
      <Fine about={about} />
      <RecordOfContractor about={about} />
    </Drawer>
  )
}

/** Who answers, on which works, when, and what was seen. */
function Facts({ about }: { about: WholeViolation }) {
  const { say, name } = useSpeech()
  const moment = useMoment()
  const { at, note, place, issuedAt, issuedBy, proposedBy } = about
  const by = issuedBy ? name(issuedBy) : say('violation.byTime')
  const facts: [label: string, value: ReactNode][] = [
    [say('violation.liable'), <Liable key="liable" about={about} />],
    [say('violation.works'), <WorksLink key="works" about={about} />],
    [say('violation.at'), moment(at)],
    ...(place ? [[say('violation.place'), <ViolationPlace key="place" place={place} />] as [string, ReactNode]] : []),
    ...(about.inspectionId || about.defectId
      ? [[say('violation.foundBy'), <FoundBy key="found" about={about} />] as [string, ReactNode]]
      : []),
    ...(proposedBy ? [[say('violation.proposedBy'), name(proposedBy)] as [string, ReactNode]] : []),
    ...(issuedAt ? [[say('violation.issuedBy'), `${by} · ${moment(issuedAt)}`] as [string, ReactNode]] : []),
  ]
  return (
    <>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {note ? (
        <p className="prose" dir="auto">
          {note}
        </p>
      ) : null}
    </>
  )
}

function Liable({ about: { liable } }: { about: WholeViolation }) {
  const { say } = useSpeech()
  return (
    <>
      <AgencyChip id={liable.agencyId} /> <small>{say(`violation.as.${liable.as}`)}</small>
    </>
  )
}

function WorksLink({ about: { works } }: { about: WholeViolation }) {
  const open = useOpenWorks()
  return (
    <>
      <button type="button" className="link" onClick={() => open(works.id)}>
        {works.title}
      </button>{' '}
      <Id>{works.number}</Id>
    </>
  )
}

function Amount({ about }: { about: WholeViolation }) {
  const { language, say } = useSpeech()
  const { formula, amount, currency, decision } = about
  if (!formula) return <p className="form-note">{say('violation.noFine')}</p>
  const isNothing = about.state === 'remedied' || about.state === 'withdrawn'
  const isForecast = about.state === 'proposed' || about.state === 'warned' || about.state === 'claimed'
  return (
    <section aria-label={say('violation.amount')}>
      <h2>{say(isForecast ? 'violation.amountThen' : 'violation.amount')}</h2>
      <p className="violation-amount" data-testid="amount">
        {isNothing ? <s>{money(amount, currency, language)}</s> : money(amount, currency, language)}
        {decision?.outcome === 'reduced' ? <s>{money(formula.amount, currency, language)}</s> : null}
      </p>
      <FormulaWords formula={formula} currency={currency} />
    </section>
  )
}

interface PhotosProps {
  about: WholeViolation
  purpose: WholeViolation['photos'][number]['purpose']
}

function Photos({ about, purpose }: PhotosProps) {
  const { say } = useSpeech()
  const photos = about.photos.filter((photo) => photo.purpose === purpose)
  if (photos.length === 0) return null
  return (
    <p className="violation-photos">
      {photos.map(({ id }, place) => (
        <a key={id} href={`/api/violations/${about.id}/photos/${id}/large`} target="_blank" rel="noreferrer">
          <img
            src={`/api/violations/${about.id}/photos/${id}/small`}
            alt={say(`violation.photo.${purpose}`, { count: place + 1 })}
            loading="lazy"
          />
        </a>
      ))}
    </p>
  )
}
