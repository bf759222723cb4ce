import { daysOf } from '../../../server/time/rules.ts'
import type { WorksSummary } from '../../../server/works/contract.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { number, shortDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Id } from '../../ui/Id.tsx'
import { StatusTag } from '../StatusTag.tsx'
import type { ColumnId } from './columns.ts'

/** What stands in a cell. */
export function CellContent({ column, works }: { column: ColumnId; works: WorksSummary }) {
  const { language, say, name } = useSpeech()
  switch (column) {
    case 'title':
      return (
        <span className="works-title" dir="auto" title={works.title}>
          {works.title}
        </span>
      )
    case 'number':
      return <Id>{works.number}</Id>
    case 'reference':
      return works.externalReference ? <Id>{works.externalReference}</Id> : null
    case 'agency':
      return <AgencyChip id={works.agencyId} />
    case 'category':
      return <span>{say(`category.${works.category}`)}</span>
    case 'utility':
      return <span>{say(`utility.${works.utility}`)}</span>
    case 'status':
      return <StatusTag status={works.status} />
    case 'street':
      return works.streetName ? <span title={name(works.streetName)}>{name(works.streetName)}</span> : null
    case 'start':
    case 'end':
      return <time dateTime={works.period[column]}>{shortDay(works.period[column], language)}</time>
    case 'days':
      return <span>{number(daysOf(works.period), language)}</span>
    case 'length':
      return <span>{number(works.lengthMetres, language)}</span>
    case 'conflicts':
      return <ConflictFlags works={works} />
    case 'guarantee':
      return works.guaranteeUntil ? (
        <time dateTime={works.guaranteeUntil}>{shortDay(works.guaranteeUntil, language)}</time>
      ) : null
  }
}

function ConflictFlags({ works: { conflicts } }: { works: WorksSummary }) {
  const { say } = useSpeech()
  const { blocking, warning } = conflicts
  if (!blocking && !warning) return <span className="faint">{say('mine.noConflicts')}</span>
  return (
    <span className="works-flags">
      {blocking ? (
        <span className="flag blocking">
          <Icon name="warning" size={14} />
          {say('conflict.blockingCount', { count: blocking })}
        </span>
      ) : null}
      {warning ? <span className="flag warning">{say('conflict.warningCount', { count: warning })}</span> : null}
    </span>
  )
}
