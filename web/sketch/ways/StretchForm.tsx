import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Position } from '../../../server/geo/contract.ts'
import type { Street } from '../../../server/streets/contract.ts'
import type { Crossing, StreetPath } from '../../../server/streets/network/contract.ts'
import { answered, get, type Problem } from '../../api.ts'
import { latinDigits } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Select } from '../../ui/Select.tsx'
import { Failure, Loading } from '../../ui/States.tsx'
import { keyOf, type Stroke } from '../sketch.ts'
import { type Stop, stopsOf } from './stops.ts'

const sides = ['centre', 'right', 'left'] as const
type Side = (typeof sides)[number]
const usualMetres = '2'
const widestMetres = 50

/** Where a stretch of the street can begin and end: its ends, and each street that meets it. */
function useStops(street: Street): { stops: Stop[]; problem: Problem | null; isThere: boolean } {
  const speech = useSpeech()
  const crossings = useQuery<{ items: Crossing[] }, Problem>({
    queryKey: ['streets', street.id, 'crossings'],
    queryFn: ({ signal }) => answered(get<{ items: Crossing[] }>(`/api/streets/${street.id}/crossings`, {}, signal)),
  })
  const stops = stopsOf(street, crossings.data?.items ?? [], speech)
  return { stops, problem: crossings.error, isThere: crossings.isSuccess }
}

function readMetres(text: string): number | null {
  const metres = Number(latinDigits(text).replace(/[٫,]/, '.'))
  return text.trim() !== '' && metres >= 0 && metres <= widestMetres ? metres : null
}

/** From where to where, and how far beside the middle of the street. */
export function StretchForm({ street, stroke }: { street: Street; stroke: (stroke: Stroke) => void }) {
  const { say } = useSpeech()
  const { stops, problem, isThere } = useStops(street)
  const [chosen, setChosen] = useState<{ from?: string; to?: string }>({})
  const [side, setSide] = useState<Side>('centre')
  const [metres, setMetres] = useState(usualMetres)
  const id = useId()
  const [from, to] = [chosen.from ?? '0', chosen.to ?? String(stops.length - 1)]
  const aside = readMetres(metres)
  const offset = side === 'centre' ? 0 : (aside ?? 0) * (side === 'right' ? 1 : -1)
  const add = useMutation<StreetPath, Problem>({
    mutationFn: () => {
      const [a, b] = [stops[Number(from)], stops[Number(to)]]
      const places = { from: keyOf(a?.place as Position), to: keyOf(b?.place as Position) }
      return answered(
        get<StreetPath>('/api/street-path', { ...places, street: street.id, ...(offset ? { offset } : {}) }),
      )
    },
    onSuccess: ({ line }) =>
      stroke({ stroke: 'add', vertices: line.coordinates.map((place) => ({ place, loose: false })) }),
  })
  if (problem) return <Failure problem={problem} />
  if (!isThere) return <Loading />
  const options = stops.map(({ label }, i) => ({ value: String(i), label }))
  return (
    <div className="form">
      <Select
        label={say('way.from')}
        value={from}
        options={options}
        onChange={(next) => setChosen({ from: next, to })}
      />
      <Select label={say('way.to')} value={to} options={options} onChange={(next) => setChosen({ from, to: next })} />
      <div className="form-grid">
        <Select
          label={say('way.side')}
          value={side}
          options={sides.map((value) => ({ value, label: say(`way.${value}`) }))}
          onChange={setSide}
        />
        {side === 'centre' ? null : (
          <div>
            <label htmlFor={id}>{say('way.metres')}</label>
            <input
              id={id}
              inputMode="decimal"
              value={metres}
              maxLength={5}
              aria-invalid={aside === null}
              onChange={(event) => setMetres(event.target.value)}
            />
          </div>
        )}
      </div>
      {add.isError ? <Failure problem={add.error} /> : null}
      <button
        type="button"
        className="button"
        disabled={from === to || add.isPending || (side !== 'centre' && aside === null)}
        onClick={() => add.mutate()}
      >
        {say('way.add')}
      </button>
    </div>
  )
}
