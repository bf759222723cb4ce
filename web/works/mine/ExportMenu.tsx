import type { WorksSummary } from '../../../server/works/contract.ts'
import { useUser } from '../../agencies/queries.ts'
import { withQuery } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useTimeWindow } from '../../time/use-window.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { usePopUp } from '../../ui/use-pop-up.ts'
import { nameOfOurs } from '../ours.ts'
import type { ColumnId } from './columns.ts'
import { csvOf, download } from './csv.ts'
import { useWords } from './use-words.ts'

interface ExportMenuProps {
  rows: readonly WorksSummary[]
  shown: readonly ColumnId[]
  isWhole: boolean
  query: Record<string, string | boolean | undefined>
}

/** The table as it is seen, made from its rows; and the routes, written by the service as they are read. */
export function ExportMenu({ rows, shown, isWhole, query }: ExportMenuProps) {
  const { say } = useSpeech()
  const words = useWords()
  const { today } = useTimeWindow()
  const name = nameOfOurs(useUser()) === 'nav.myWorks' ? 'mine.csvName' : 'mine.csvNameInArea'
  const { isOpen, close, id, box, button } = usePopUp()
  return (
    <div className="filter-menu" {...box}>
      <button className="pill" {...button}>
        {say('mine.export')}
        <Icon name="download" size={14} />
      </button>
      {isOpen ? (
        <div id={id} className="menu export-menu">
          <button
            type="button"
            disabled={!isWhole}
            onClick={() => {
              download(csvOf(rows, shown, words), `${say(name)}-${today}.csv`)
              close()
            }}
          >
            <strong>{say('mine.csv')}</strong>
            <small>{isWhole ? say('mine.csvDetail') : say('mine.csvWaits')}</small>
          </button>
          <a href={withQuery('/api/works.geojson', query)} download onClick={close}>
            <strong>{say('mine.geojson')}</strong>
            <small>{say('mine.geojsonDetail')}</small>
          </a>
        </div>
      ) : null}
    </div>
  )
}
