import type { WorksSummary } from '../../../server/works/contract.ts'
import { useUser } from '../../agencies/queries.ts'
import { withQuery } from '../../api.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useTimeWindow } from '../../time/use-window.tsx'
import { FileMenu } from '../../ui/FileMenu.tsx'
import { nameOfOurs } from '../ours.ts'
import type { ColumnId } from './columns.ts'
import { csvOf, download } from './csv.ts'
import { mostRows } from './use-all-works.ts'
import { useWords } from './use-words.ts'

interface ExportMenuProps {
  rows: readonly WorksSummary[]
  shown: readonly ColumnId[]
  isWhole: boolean
  /** There are more than the page holds. */
  isFull: boolean
  query: Record<string, string | boolean | undefined>
}

/** The table as it is seen, made from its rows as far as the page holds them all; what the service writes has every row. */
export function ExportMenu({ rows, shown, isWhole, isFull, query }: ExportMenuProps) {
  const { language, say } = useSpeech()
  const words = useWords()
  const { today } = useTimeWindow()
  const name = nameOfOurs(useUser()) === 'nav.myWorks' ? 'mine.csvName' : 'mine.csvNameInArea'
  const made = {
    title: say('file.csv'),
    detail: isWhole ? say('mine.csvDetail') : say('mine.csvWaits'),
    make: () => download(csvOf(rows, shown, words), `${say(name)}-${today}.csv`),
    isReady: isWhole,
  }
  const written = {
    title: say('file.csv'),
    detail: say('mine.csvTooMany', { most: number(mostRows, language) }),
    href: withQuery('/api/works.csv', { ...query, lang: language }),
  }
  const routes = {
    title: say('file.geojson'),
    detail: say('file.geojsonDetail'),
    href: withQuery('/api/works.geojson', query),
  }
  return <FileMenu files={[isFull && !isWhole ? written : made, routes]} />
}
