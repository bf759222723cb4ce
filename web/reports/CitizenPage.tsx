import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { sessionQuery } from '../agencies/queries.ts'
import { GoingProvider } from '../going.tsx'
import { useSpeech } from '../i18n/language.tsx'
import type { Stop } from '../ui/sheet.ts'
import { CitizenRail } from './CitizenRail.tsx'
import { handOver } from './handed-over.ts'
import { LeavingNotice } from './LeavingNotice.tsx'
import { SendReport } from './SendReport.tsx'
import { useLightGoing } from './use-light-going.ts'
import { blank, useReport } from './use-report.ts'

interface CitizenPageProps {
  /** Fetches the whole of Nasaq, for another address where one is given: gives what shows it, or fails. */
  onLeave: (href?: string) => Promise<() => void>
}

interface Leaving {
  again: () => void
  failed: boolean
  /** Where the sheet of the form opens on the page that comes. */
  opens: Stop
  /** The report had been sent when the page was asked for. */
  isSent: boolean
  /** There once the page has come. */
  show?: () => void
}

/**
 * Snap and send by itself, for who comes for nothing else, on a phone: the camera waits for neither the map nor the
 * router. Whoever goes on, to the map or to another page, gets the whole of Nasaq with what has been filled in.
 */
export function CitizenPage({ onLeave }: CitizenPageProps) {
  const { say } = useSpeech()
  const report = useReport(blank)
  const [leaving, setLeaving] = useState<Leaving | null>(null)
  // somebody may be signed in: what they send carries their token
  useQuery(sessionQuery)
  useEffect(() => {
    document.title = `${say('report.send')} — ${say('app.name')}`
  }, [say])

  function leave(href?: string, opens: Stop = 'full') {
    const asked: Leaving = { again: () => leave(href, opens), failed: false, opens, isSent: report.receipt !== null }
    setLeaving(asked)
    onLeave(href).then(
      (show) => setLeaving({ ...asked, show }),
      () => setLeaving({ ...asked, failed: true }),
    )
  }
  useEffect(() => {
    if (!leaving?.show || report.isPending) return
    // its number and link came meanwhile: nobody would see them again
    if (report.receipt && !leaving.isSent) return setLeaving(null)
    // as it is filled in by now, and not as it was when the page was asked for
    handOver({ draft: report.unsent, opens: leaving.opens })
    leaving.show()
  }, [leaving, report])
  const going = useLightGoing(leave)
  return (
    <GoingProvider value={going}>
      <div className="shell">
        <LeavingNotice leaving={leaving} />
        <div className="bench" data-view="alone" data-form>
          <CitizenRail />
          <main className="outlet">
            <SendReport report={report} opens="full" onMap={() => leave(undefined, 'half')} />
          </main>
        </div>
      </div>
    </GoingProvider>
  )
}
