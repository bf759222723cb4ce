import type { Report } from '../../server/reports/contract.ts'
import { dealsWithReports } from '../../server/reports/rules.ts'
import { useAgencies } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Select } from '../ui/Select.tsx'

interface ToWhomProps {
  report: Report
  /** `agency` or `agency works`. */
  to: string
  onTo: (to: string) => void
}

/** Whom a report goes to: whose works lie there first, then every organisation that deals with reports. */
export function ToWhom({ report, to, onTo }: ToWhomProps) {
  const { say, name } = useSpeech()
  const { agencies, byId } = useAgencies()
  const here = report.worksHere.flatMap(({ id, agencyId, number }) => {
    const agency = byId.get(agencyId)
    return agency ? { value: `${agencyId} ${id}`, label: say('report.toWorksHere', { who: name(agency.name), number }) } : [] // biome-ignore format: one line
  })
  const all = agencies
    .filter(({ kind }) => dealsWithReports(kind))
    .map(({ id, name: called }) => ({ value: id, label: name(called) }))
  return (
    <Select
      label={say('report.toWhom')}
      value={to}
      options={[{ value: '', label: '—' }, ...here, ...all]}
      onChange={onTo}
    />
  )
}
