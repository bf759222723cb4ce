import { useQuery } from '@tanstack/react-query'
import { Layer, Source } from '@vis.gl/react-maplibre'
import type { ExpressionSpecification } from 'maplibre-gl'
import { type Grade, grades, type PavementRule } from '../../server/inspections/ledger/contract.ts'
import { daysOfYear, windowStart } from '../../server/inspections/ledger/rules.ts'
import { dayNumber } from '../../server/time/rules.ts'
import { useAddress } from '../address.ts'
import { hrefOf, useGoing } from '../going.tsx'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import type { Palette } from '../map/palette.ts'
import { usePickable } from '../map/picking.tsx'
import { boldFont } from '../map/style.ts'
import { useTiles } from '../map/tiles.ts'
import { usePalette } from '../map/use-palette.ts'
import { useTimeWindow } from '../time/use-window.tsx'
import { pavementRuleQuery } from './ledger/queries.ts'

/** The points of a segment by the open formula, from what its tile tells. */
function pointsOf({ minus }: PavementRule, today: string): ExpressionSpecification {
  const age: ExpressionSpecification = ['/', ['max', 0, ['-', dayNumber(today), ['get', 'surfaced']]], daysOfYear]
  return [
    '-',
    100,
    [
      '+',
      ['*', ['get', 'share'], minus.perSharePercent],
      ['*', ['get', 'cuts'], minus.perCut],
      ['case', ['has', 'surfaced'], ['*', age, minus.perYear], 0],
    ],
  ]
}

const colourOf = (palette: Palette): Record<Grade, string> => ({
  a: palette.green,
  b: palette.gold,
  c: palette.draft,
  d: palette.red,
})
/** The dash says what the colour says, and so does the letter. */
const dashes: Record<Grade, number[] | null> = { a: null, b: [4, 1], c: [2, 1], d: [0.8, 0.8] }
const width: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 13, 3, 16, 6, 19, 14]

/** Segments of streets by the condition of their surface, each with its letter; chosen, the street's ledger is opened. */
export default function PavementLayer() {
  const { today } = useTimeWindow()
  const rule = useQuery(pavementRuleQuery).data
  return rule ? <Graded rule={rule} today={today} /> : null
}

function Graded({ rule, today }: { rule: PavementRule; today: string }) {
  const { say } = useSpeech()
  const palette = usePalette()
  const tiles = useTiles(['pavement'], { from: windowStart(today, rule), to: today })
  usePickSegments()
  const points = pointsOf(rule, today)
  const grade: ExpressionSpecification = [
    'case',
    ['>=', ['round', points], rule.grades.a],
    'a',
    ['>=', ['round', points], rule.grades.b],
    'b',
    ['>=', ['round', points], rule.grades.c],
    'c',
    'd',
  ]
  const letter = ['match', grade, ...grades.flatMap((one) => [one, say(`ledger.letter.${one}`)]), '']
  const colours = colourOf(palette)
  return (
    <Source id="pavement" type="vector" tiles={tiles} minzoom={13} maxzoom={16}>
      {grades.map((one) => {
        const dash = dashes[one]
        return (
          <Layer
            key={one}
            id={`pavement-${one}`}
            type="line"
            source-layer="pavement"
            beforeId="slot-areas"
            minzoom={13}
            filter={['==', grade, one] as ExpressionSpecification}
            layout={{ 'line-cap': 'butt', 'line-join': 'round' }}
            paint={{
              'line-color': colours[one],
              'line-width': width,
              'line-opacity': 0.85,
              ...(dash ? { 'line-dasharray': dash } : {}),
            }}
          />
        )
      })}
      <Layer
        id="pavement-letters"
        type="symbol"
        source-layer="pavement"
        beforeId="slot-labels"
        minzoom={14.5}
        layout={{
          'symbol-placement': 'line-center',
          'text-field': letter as ExpressionSpecification,
          'text-font': boldFont,
          'text-size': 13,
          'text-rotation-alignment': 'viewport',
        }}
        paint={{ 'text-color': palette.label, 'text-halo-color': palette.halo, 'text-halo-width': 2 }}
      />
    </Source>
  )
}

/** Makes the segments answer to pointer and click. */
function usePickSegments(): void {
  const { language, say } = useSpeech()
  const { go } = useGoing()
  const address = useAddress()
  usePickable({
    layers: grades.map((one) => `pavement-${one}`),
    read: ({ properties: { street, place, cuts } }) => ({
      key: `segment ${street} ${place}`,
      label: say('ledger.street'),
      detail: say('ledger.cutsCount', { count: Number(cuts), shown: number(Number(cuts), language) }),
      choose: () => go(hrefOf(`/streets/${street}`, address)),
    }),
  })
}
