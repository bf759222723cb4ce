import { useQuery } from '@tanstack/react-query'
import type { Inspection } from '../../../server/inspections/contract.ts'
import type { Period } from '../../../server/time/contract.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { fullDay, number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { Id } from '../../ui/Id.tsx'
import type { OutboxEntry } from '../offline/contract.ts'
import type { Conflict } from './rules.ts'
import { readSaved } from './save.ts'

interface Sides {
  conflict: Conflict
  entry: OutboxEntry
}

/** Yours and theirs, side by side, before anything is chosen. */
export function BothSides({ conflict, entry }: Sides) {
  const { say } = useSpeech()
  return (
    <>
      <p>
        <strong>{say(`outbox.conflict.${conflict}`)}</strong>
      </p>
      <p>{say(`outbox.conflictDetail.${conflict}`)}</p>
      {conflict === 'visit_done' ? <TwoInspections entry={entry} /> : <TwoWorks entry={entry} />}
    </>
  )
}

function TwoInspections({ entry }: { entry: OutboxEntry }) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const mine = useQuery({
    queryKey: ['field', 'outbox', 'saved', entry.inspectionId],
    queryFn: () => readSaved(entry.inspectionId, entry.userId),
  }).data?.inspection
  const theirs = (entry.answer?.both as { theirs?: Inspection | null } | undefined)?.theirs
  const failed = (count: number) => say('outbox.failed', { count, shown: number(count, language) })
  return (
    <div className="outbox-sides">
      <section aria-label={say('outbox.yours')}>
        <h4>{say('outbox.yours')}</h4>
        {mine ? (
          <>
            <p>{moment(mine.endedAt)}</p>
            <p>
              {mine.unable
                ? say('inspect.outcome.unable')
                : failed(mine.items.filter(({ result }) => result === 'fail').length)}
            </p>
            {mine.note ? <p dir="auto">{mine.note}</p> : null}
          </>
        ) : null}
      </section>
      <section aria-label={say('outbox.theirs')}>
        <h4>{say('outbox.theirs')}</h4>
        {theirs ? (
          <>
            <p>
              <Id>{theirs.number}</Id>
            </p>
            <p>{name(theirs.inspector.name)}</p>
            <p>{moment(theirs.endedAt)}</p>
            <p>{theirs.outcome === 'unable' ? say('inspect.outcome.unable') : failed(theirs.failed)}</p>
            {theirs.note ? <p dir="auto">{theirs.note}</p> : null}
          </>
        ) : (
          <p>{say('outbox.theirsUnknown')}</p>
        )}
      </section>
    </div>
  )
}

interface WorksSide {
  version?: number
  period?: Period
  contractorId?: string | null
  route?: unknown
}

function TwoWorks({ entry }: { entry: OutboxEntry }) {
  const { say } = useSpeech()
  const { yours, theirs } = (entry.answer?.both ?? {}) as { yours?: WorksSide; theirs?: WorksSide }
  return (
    <div className="outbox-sides">
      <section aria-label={say('outbox.asYouSaw')}>
        <h4>{say('outbox.asYouSaw')}</h4>
        <WorksShown side={yours} route={say('outbox.routeThen')} />
      </section>
      <section aria-label={say('outbox.asItIs')}>
        <h4>{say('outbox.asItIs')}</h4>
        <WorksShown side={theirs} route={say('outbox.routeNow')} />
      </section>
    </div>
  )
}

function WorksShown({ side, route }: { side: WorksSide | undefined; route: string }) {
  const { language, say } = useSpeech()
  if (!side) return <p>{say('outbox.theirsUnknown')}</p>
  const { period, contractorId } = side
  return (
    <>
      {period ? (
        <p>{say('outbox.period', { start: fullDay(period.start, language), end: fullDay(period.end, language) })}</p>
      ) : null}
      {contractorId ? <AgencyChip id={contractorId} /> : null}
      {contractorId === null ? <p>{say('outbox.noContractor')}</p> : null}
      {side.route ? <p>{route}</p> : null}
    </>
  )
}
