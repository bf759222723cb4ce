import type { ReactNode } from 'react'
import { SheetGrip } from './SheetGrip.tsx'
import type { Stop } from './sheet.ts'
import { useSheet } from './use-sheet.ts'

interface ListPanelProps {
  label: string
  wide?: boolean
  /** A drawer lies over it. */
  beneath?: boolean
  /** Where the sheet that it is on a phone opens. */
  opens?: Stop
  children: ReactNode
}

/** What stands beside the map: a column, or a sheet on a phone. */
export function ListPanel({ label, wide = false, beneath = false, opens, children }: ListPanelProps) {
  const { sheet, grip } = useSheet(label, opens)
  return (
    <section className={wide ? 'listing sheet wide' : 'listing sheet'} {...sheet} aria-label={label} inert={beneath}>
      <SheetGrip {...grip} />
      {children}
    </section>
  )
}
