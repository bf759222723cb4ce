import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Failure, Loading } from '../../ui/States.tsx'
import { useSize } from '../size.ts'
import type { AreaOffer, AreaRefusal } from './area.ts'
import { fieldMap } from './contract.ts'
import type { Taking } from './use-taking.ts'

interface ProgressProps {
  taking: Taking
  onTake: (offer: AreaOffer) => void
  onStop: () => void
}

/** What an area will weigh, and how far its fetching has come. */
export function Progress({ taking, onTake, onStop }: ProgressProps) {
  const { language, say } = useSpeech()
  if (taking.step === 'choose') return null
  if (taking.step === 'asking') return <Loading label={say('area.asking')} />
  if (taking.step === 'refused') return <Refused why={taking.why} />
  if (taking.step === 'offered') return <Offered offer={taking.offer} onTake={() => onTake(taking.offer)} />
  if (taking.step === 'troubled') {
    return (
      <p className="outbox-notice" role="alert">
        {say(`area.trouble.${taking.trouble === 'full' ? 'full' : 'failed'}`)}
      </p>
    )
  }
  if (taking.step === 'former') {
    return (
      <p className="outbox-notice" role="alert">
        {say(`area.former.${taking.stays}`)}
      </p>
    )
  }
  if (taking.step === 'taken') return <p role="status">{say('area.done')}</p>
  const { through, tiles } = taking
  return (
    <>
      <label className="area-progress">
        {say('area.taking', { shown: number(through, language), of: number(tiles, language) })}
        <progress max={tiles} value={through} />
      </label>
      <button type="button" className="button" onClick={onStop}>
        {say('area.stop')}
      </button>
    </>
  )
}

function Refused({ why }: { why: AreaRefusal }) {
  const { say } = useSpeech()
  if ('problem' in why) return <Failure problem={why.problem} />
  return (
    <p className="outbox-notice" role="alert">
      {say('tooWide' in why ? 'area.tooWide' : 'area.trouble.failed')}
    </p>
  )
}

function Offered({ offer, onTake }: { offer: AreaOffer; onTake: () => void }) {
  const { language, say } = useSpeech()
  const size = useSize()
  const { visits, works, dataBytes, mapBytes, zoom, fits } = offer
  return (
    <div className="area-offer">
      <p role="status">
        {say('area.holds', { visits: number(visits, language), works: number(works, language) })}
        <br />
        {say('area.weighs', { size: size(dataBytes + mapBytes), map: size(mapBytes) })}
      </p>
      {zoom < fieldMap.maxzoom ? <p>{say('area.coarse')}</p> : null}
      {fits === false ? <p className="outbox-notice">{say('area.noRoom')}</p> : null}
      <p className="area-note">{say('area.noBasemap')}</p>
      <button type="button" className="button primary wide" onClick={onTake}>
        {say('area.take')}
      </button>
    </div>
  )
}
