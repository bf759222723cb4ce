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
  /** Shows the whole of Nasaq, at another address where one is given; fails where it cannot be fetched. */
  onLeave: (href?: string) => Promise<void>
}

/**
 * Snap and send by itself, for who comes for nothing else, on a phone: the camera waits for neither the map nor the
 * router. Whoever goes on, to the map or to another page, gets the whole of Nasaq with what has been filled in.
 */
export function CitizenPage({ onLeave }: CitizenPageProps) {
  const { say } = useSpeech()
  const report = useReport(blank)
  const [leaving, setLeaving] = useState<{ again: () => void; failed: boolean } | null>(null)
  // somebody may be signed in: what they send carries their token
  useQuery(sessionQuery)
  useEffect(() => {
    document.title = `${say('report.send')} — ${say('app.name')}`
  }, [say])

  function leave(href?: string, opens: Stop = 'full') {
    const again = () => leave(href, opens)
    setLeaving({ again, failed: false })
    handOver({ draft: report.isAsking ? report.draft : blank, opens })
    onLeave(href).catch(() => setLeaving({ again, failed: true }))
  }
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
