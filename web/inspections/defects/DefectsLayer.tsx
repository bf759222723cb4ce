import { Layer, Source } from '@vis.gl/react-maplibre'
import { itemSeverities } from '../../../server/inspections/checklists/contract.ts'
import { defectStates } from '../../../server/inspections/defects/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { usePickable } from '../../map/picking.tsx'
import { useTiles } from '../../map/tiles.ts'
import { usePalette } from '../../map/use-palette.ts'
import { useOpenDefect } from './open.ts'

const isMended = ['==', ['get', 'state'], defectStates.indexOf('mended')] as never
const isHigh = ['==', ['get', 'severity'], itemSeverities.indexOf('high')] as never

/** Defects that are not settled: a grave one is a red mark, another an amber one, a mended one a green one. */
export function DefectsLayer({ selected }: { selected: string }) {
  const { say, sayAny } = useSpeech()
  const palette = usePalette()
  const open = useOpenDefect()
  const tiles = useTiles(['defects'])
  usePickable({
    layers: ['defect-marks', 'defect-stretches'],
    read: ({ properties }) => ({
      key: `defect ${properties.number}`,
      label: say('defect.numbered', { value: properties.number as string }),
      detail: sayAny(`defect.state.${defectStates[properties.state as number] ?? ''}`),
      colour: 'var(--red-700)',
      choose: () => open(properties.id as string),
    }),
  })
  return (
    <Source id="defects" type="vector" tiles={tiles} minzoom={11} maxzoom={17}>
      <Layer
        id="defect-selected"
        type="circle"
        source-layer="defects"
        beforeId="slot-marks"
        filter={['==', ['get', 'id'], selected]}
        paint={{ 'circle-radius': 18, 'circle-color': palette.selected, 'circle-opacity': 0.3 }}
      />
      <Layer
        id="defect-stretches"
        type="line"
        source-layer="defects"
        beforeId="slot-marks"
        filter={['==', ['geometry-type'], 'LineString']}
        layout={{ 'line-cap': 'round' }}
        paint={{ 'line-width': 5, 'line-color': ['case', isMended, '#1b8354', isHigh, '#d92d20', '#b8860b'] }}
      />
      <Layer
        id="defect-marks"
        type="symbol"
        source-layer="defects"
        beforeId="slot-marks"
        layout={{
          'icon-image': ['case', isMended, 'mark-done', isHigh, 'mark-blocking', 'mark-warning'],
          'icon-size': ['interpolate', ['linear'], ['zoom'], 11, 0.5, 14, 0.75, 17, 1],
          'icon-allow-overlap': true,
        }}
      />
    </Source>
  )
}
