import { Layer, Source } from '@vis.gl/react-maplibre'
import { reportCategories, reportStatuses } from '../../server/reports/contract.ts'
import { listed, useAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { usePickable } from '../map/picking.tsx'
import { useTiles } from '../map/tiles.ts'
import { usePalette } from '../map/use-palette.ts'
import { useOnPage } from '../ui/use-on-page.ts'
import { useOpenReport } from './open.ts'
import { doneStatusNumbers } from './report-words.ts'
import { reportsFilter, selectedFilter, tileFilter } from './reports-filter.ts'
import { useMayDeal } from './use-may-deal.ts'

/** Reports: an open one is a brown camera, a solved one a green. */
export function ReportsLayer() {
  const { sayAny } = useSpeech()
  const address = useAddress()
  const palette = usePalette()
  const onPage = useOnPage('/reports')
  const open = useOpenReport()
  const tiles = useTiles(['reports'])
  const filter = tileFilter(reportsFilter(onPage ? address : {}, useMayDeal()))
  const shown = onPage || listed(address.show).includes('reports')
  usePickable({
    layers: shown ? ['report-marks'] : [],
    read: ({ properties }) => ({
      key: `report ${properties.number}`,
      label: sayAny(`report.category.${reportCategories[properties.category as number] ?? ''}`),
      detail: sayAny(`report.status.${reportStatuses[properties.status as number] ?? ''}`),
      colour: 'var(--amber-700)',
      choose: () => open(properties.number as string),
    }),
  })
  if (!shown) return null
  return (
    <Source id="reports" type="vector" tiles={tiles} minzoom={12} maxzoom={17}>
      <Layer
        id="report-selected"
        type="circle"
        source-layer="reports"
        beforeId="slot-marks"
        filter={selectedFilter(onPage ? (address.sel ?? '') : '')}
        paint={{ 'circle-radius': 18, 'circle-color': palette.selected, 'circle-opacity': 0.3 }}
      />
      <Layer
        id="report-marks"
        type="symbol"
        source-layer="reports"
        beforeId="slot-marks"
        filter={filter}
        layout={{
          'icon-image': ['case', ['in', ['get', 'status'], ['literal', doneStatusNumbers]], 'mark-done', 'mark-open'],
          'icon-size': ['interpolate', ['linear'], ['zoom'], 12, 0.4, 14, 0.7, 17, 1],
          'icon-allow-overlap': true,
        }}
      />
    </Source>
  )
}
