import { Layer, Source } from '@vis.gl/react-maplibre'
import { violationStates } from '../../server/inspections/violations/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { usePickable } from '../map/picking.tsx'
import { useTiles } from '../map/tiles.ts'
import { usePalette } from '../map/use-palette.ts'
import { useOpenViolation } from './open.ts'

const isWarned = ['in', ['get', 'state'], ['literal', ['warned', 'claimed'].map((state) => violationStates.indexOf(state as never))]] as never // biome-ignore format: an expression

/** Violations that are not over, where they were: a warning is amber, a fine red. Squares, as defects are discs. */
export default function ViolationsLayer({ selected }: { selected: string }) {
  const { say, sayAny } = useSpeech()
  const palette = usePalette()
  const open = useOpenViolation()
  const tiles = useTiles(['violations'])
  usePickable({
    layers: ['violation-marks'],
    read: ({ properties }) => ({
      key: `violation ${properties.number}`,
      label: say('violation.numbered', { value: properties.number as string }),
      detail: sayAny(`violation.state.${violationStates[properties.state as number] ?? ''}`),
      colour: 'var(--red-700)',
      choose: () => open(properties.id as string),
    }),
  })
  return (
    <Source id="violations" type="vector" tiles={tiles} minzoom={11} maxzoom={17}>
      <Layer
        id="violation-selected"
        type="circle"
        source-layer="violations"
        beforeId="slot-marks"
        filter={['==', ['get', 'id'], selected]}
        paint={{ 'circle-radius': 18, 'circle-color': palette.selected, 'circle-opacity': 0.3 }}
      />
      <Layer
        id="violation-marks"
        type="symbol"
        source-layer="violations"
        beforeId="slot-marks"
        layout={{
          'icon-image': ['case', isWarned, 'mark-warned', 'mark-fined'],
          'icon-size': ['interpolate', ['linear'], ['zoom'], 11, 0.5, 14, 0.75, 17, 1],
          'icon-allow-overlap': true,
        }}
      />
    </Source>
  )
}
