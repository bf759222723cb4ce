import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readPlace, useAddress } from '../../address.ts'
import { municipalitiesQuery } from '../../agencies/queries.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { extentOf } from '../../places/extent.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { usePosition } from '../use-position.ts'
import type { Bounds } from './contract.ts'
import { Progress } from './Progress.tsx'
import { boundsAround, boundsOfView } from './tiles.ts'
import type { useTaking } from './use-taking.ts'

const ways = ['around', 'map', 'municipality'] as const
type Way = (typeof ways)[number]
const kilometres = ['1', '2', '5', '10'] as const

type ChoiceProps = ReturnType<typeof useTaking> & { hasOne: boolean }

/** Which area: around where one stands, what the map showed last, or a whole municipality. */
export function AreaChoice({ taking, ask, take, stop, hasOne }: ChoiceProps) {
  const { say } = useSpeech()
  const { at } = useAddress()
  const [way, setWay] = useState<Way>('around')
  const seen = readPlace(at)
  const choose = (bounds: Bounds) => void ask(bounds)
  return (
    <section className="field-card" aria-label={say(hasOne ? 'area.other' : 'area.choose')}>
      <h2>{say(hasOne ? 'area.other' : 'area.choose')}</h2>
      <p>{say('area.what')}</p>
      <Segmented
        label={say('area.way')}
        value={way}
        onChange={setWay}
        options={ways
          .filter((each) => each !== 'map' || seen !== null)
          .map((value) => ({ value, label: say(`area.way.${value}`) }))}
      />
      {way === 'around' ? <Around onChoose={choose} /> : null}
      {way === 'municipality' ? <OfMunicipality onChoose={choose} /> : null}
      {way === 'map' && seen ? (
        <button
          type="button"
          className="button wide"
          onClick={() => choose(boundsOfView(seen, [window.innerWidth, window.innerHeight]))}
        >
          {say('area.ask')}
        </button>
      ) : null}
      <Progress taking={taking} onTake={(offer) => void take(offer)} onStop={stop} />
    </section>
  )
}

function Around({ onChoose }: { onChoose: (bounds: Bounds) => void }) {
  const { language, say } = useSpeech()
  const [reach, setReach] = useState<string>('2')
  const { isAsking, trouble, ask } = usePosition()
  const find = async () => {
    const found = await ask()
    if (found) onChoose(boundsAround([found.place[0], found.place[1]], Number(reach)))
  }
  return (
    <>
      <div className="area-reach">
        <Select
          label={say('area.reach')}
          value={reach}
          onChange={setReach}
          options={kilometres.map((value) => ({
            value,
            label: say('area.kilometres', { value: number(Number(value), language) }),
          }))}
        />
      </div>
      <button type="button" className="button wide" disabled={isAsking} onClick={() => void find()}>
        {say(isAsking ? 'field.lookingForYou' : 'area.ask')}
      </button>
      {trouble ? (
        <p className="outbox-notice" role="alert">
          {say(`area.position.${trouble}`)}
        </p>
      ) : null}
    </>
  )
}

function OfMunicipality({ onChoose }: { onChoose: (bounds: Bounds) => void }) {
  const { say, name } = useSpeech()
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  const [id, setId] = useState('')
  const chosen = municipalities.find((each) => each.id === (id || municipalities[0]?.id))
  const extent = chosen ? extentOf([chosen]) : null
  return (
    <>
      <div className="area-reach">
        <Select
          label={say('area.municipality')}
          value={chosen?.id ?? ''}
          onChange={setId}
          options={municipalities.map((each) => ({ value: each.id, label: name(each.name) }))}
        />
      </div>
      <button
        type="button"
        className="button wide"
        disabled={!extent}
        onClick={() => extent && onChoose([extent.west, extent.south, extent.east, extent.north])}
      >
        {say('area.ask')}
      </button>
    </>
  )
}
