import { useEffect, useRef } from 'react'
import type { PavementEntry } from '../../../server/inspections/ledger/contract.ts'
import { useAddress } from '../../address.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { hrefOf, useFollow } from '../../going.tsx'
import { fullDay, number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Id } from '../../ui/Id.tsx'

/** The ledger of the street, the newest first: the twin of the straight line in words. */
export function EntriesTable({ entries, today }: { entries: readonly PavementEntry[]; today: string }) {
  const { say } = useSpeech()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section className="ledger-table" tabIndex={0} aria-label={say('ledger.list')}>
      <h2>{say('ledger.list')}</h2>
      <table className="plan-table" data-testid="entries">
        <caption className="visually-hidden">{say('ledger.list')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('ledger.what')}</th>
            <th scope="col">{say('ledger.agency')}</th>
            <th scope="col">{say('ledger.kind')}</th>
            <th scope="col">{say('ledger.days')}</th>
            <th scope="col">{say('ledger.where')}</th>
            <th scope="col">{say('ledger.area')}</th>
            <th scope="col">{say('ledger.trench')}</th>
            <th scope="col">{say('ledger.guarantee')}</th>
            <th scope="col">{say('ledger.records')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} today={today} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function EntryRow({ entry, today }: { entry: PavementEntry; today: string }) {
  const { language, say } = useSpeech()
  const { sel } = useAddress()
  const row = useRef<HTMLTableRowElement>(null)
  const isChosen = sel === entry.id
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  const area = entry.stretches.reduce((sum, { areaSquareMetres }) => sum + areaSquareMetres, 0)
  const size = [entry.trenchWidthMetres, entry.trenchDepthMetres]
    .map((value) => (value === null ? '—' : number(value, language, 2)))
    .join(' × ')
  const inGuarantee = entry.guaranteeUntil !== null && entry.guaranteeUntil >= today
  return (
    <tr ref={row} aria-current={isChosen || undefined} data-testid={`entry-${entry.id}`}>
      <th scope="row">
        <EntryName entry={entry} />
      </th>
      <td>{entry.agencyId ? <AgencyChip id={entry.agencyId} /> : '—'}</td>
      <td>{say(`ledger.kind.${entry.kind}`)}</td>
      <td>
        {fullDay(entry.openedOn, language)}
        <br />
        {entry.closedOn ? fullDay(entry.closedOn, language) : <strong>{say('ledger.stillOpen')}</strong>}
      </td>
      <td>
        <ul className="bare">
          {entry.stretches.map(({ fromMetres, toMetres, side, offsetMetres }) => (
            <li key={`${fromMetres} ${side} ${offsetMetres}`}>
              {say('ledger.span', { first: number(fromMetres, language), value: number(toMetres, language) })}
              {say('list.joint')}
              {say(`ledger.side.${side}`)}
            </li>
          ))}
        </ul>
      </td>
      <td>{say('unit.squareMetres', { value: number(area, language, 1) })}</td>
      <td>{size}</td>
      <td>{inGuarantee ? <strong>{fullDay(entry.guaranteeUntil as string, language)}</strong> : '—'}</td>
      <td>
        <EntryRecords records={entry.records} />
      </td>
    </tr>
  )
}

function EntryName({ entry: { works, code, title, guarantor, layers } }: { entry: PavementEntry }) {
  const { say } = useSpeech()
  const address = useAddress()
  const follow = useFollow()
  return (
    <>
      {works ? (
        <a className="link" href={hrefOf('/works', address, { sel: works.id })} onClick={follow}>
          <bdi>{title}</bdi>
        </a>
      ) : (
        <bdi>{title}</bdi>
      )}
      <small>
        {works ? <Id>{works.number}</Id> : null}
        {code ? <Id>{code}</Id> : null}
        {works ? null : ` ${say('ledger.before')}`}
      </small>
      {layers ? <small dir="auto">{say('ledger.layersSaid', { what: layers })}</small> : null}
      {guarantor ? <small dir="auto">{say('ledger.guarantor', { who: guarantor })}</small> : null}
    </>
  )
}

/** What the other books say of it: only what there is. */
function EntryRecords({ records }: Pick<PavementEntry, 'records'>) {
  const { language, say } = useSpeech()
  const told = (['inspections', 'failedInspections', 'samples', 'failedSamples', 'defects', 'openDefects'] as const)
    .map((each) => ({ each, count: records?.[each] ?? 0 }))
    .filter(({ count }) => count > 0)
  if (told.length === 0) return '—'
  return (
    <ul className="bare">
      {told.map(({ each, count }) => (
        <li key={each}>{say(`ledger.records.${each}`, { value: number(count, language) })}</li>
      ))}
    </ul>
  )
}
