import './fees.css'
import { Suspense } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'

const QrCode = lazyPart(() => import('./QrCode.tsx'))

/** What a permit is on paper: the sheet to carry along, the board for the fence. */
export function PermitPapers({ number }: { number: string }) {
  const { say } = useSpeech()
  const path = `/api/permits/${encodeURIComponent(number)}`
  return (
    <p className="buttons wrapping">
      <a className="button small" href={`${path}.pdf`} target="_blank" rel="noreferrer">
        {say('permit.paper')}
      </a>
      <a className="button small" href={`${path}/board.pdf`} target="_blank" rel="noreferrer">
        {say('permit.board')}
      </a>
    </p>
  )
}

/** The square that leads to the page where a permit is verified. */
export function PermitSquare({ number }: { number: string }) {
  const { say } = useSpeech()
  const page = `${window.location.origin}/p/${encodeURIComponent(number)}`
  return (
    <Suspense fallback={null}>
      <QrCode text={page} label={say('permit.square')} />
    </Suspense>
  )
}
