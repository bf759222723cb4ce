import './permits.css'
import { useSpeech } from '../i18n/language.tsx'
import { CheckPermit } from './CheckPermit.tsx'

/** A number to verify, for whoever has nothing but the board before them. */
export default function FindPermitPage() {
  const { say } = useSpeech()
  return (
    <section className="listing permit-page" aria-label={say('nav.permit')}>
      <div className="permit-sheet">
        <h1>{say('nav.permit')}</h1>
        <p>{say('permit.find')}</p>
        <CheckPermit isFirst />
      </div>
    </section>
  )
}
