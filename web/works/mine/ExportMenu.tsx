import { useEffect, useId, useRef, useState } from 'react'
import type { WorksSummary } from '../../../server/works/contract.ts'
import { withQuery } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useTimeWindow } from '../../time/use-window.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { ColumnId } from './columns.ts'
import { csvOf } from './csv.ts'
import { useWords } from './use-words.ts'

interface ExportMenuProps {
  rows: readonly WorksSummary[]
  shown: readonly ColumnId[]
  isWhole: boolean
  query: Record<string, string | boolean | undefined>
}

/** Hands a text to the reader as a file; nothing of it goes to the service. */
function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** The table as it is seen, made from its rows; and the routes, written by the service as they are read. */
export function ExportMenu({ rows, shown, isWhole, query }: ExportMenuProps) {
  const { say } = useSpeech()
  const words = useWords()
  const { today } = useTimeWindow()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  useEffect(() => {
    if (!open) return
    const away = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false)
    document.addEventListener('pointerdown', away)
    return () => document.removeEventListener('pointerdown', away)
  }, [open])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the button within opened
    <div className="filter-menu" ref={box} onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
      <button type="button" className="pill" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {say('mine.export')}
        <Icon name="download" size={14} />
      </button>
      {open ? (
        <div id={id} className="menu export-menu">
          <button
            type="button"
            disabled={!isWhole}
            onClick={() => {
              download(csvOf(rows, shown, words), `${say('mine.csvName')}-${today}.csv`)
              setOpen(false)
            }}
          >
            <strong>{say('mine.csv')}</strong>
            <small>{isWhole ? say('mine.csvDetail') : say('mine.csvWaits')}</small>
          </button>
          <a href={withQuery('/api/works.geojson', query)} download onClick={() => setOpen(false)}>
            <strong>{say('mine.geojson')}</strong>
            <small>{say('mine.geojsonDetail')}</small>
          </a>
        </div>
      ) : null}
    </div>
  )
}
