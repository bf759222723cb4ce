import { KeptReports } from './KeptReports.tsx'
import type { KeptReport } from './rules.ts'
import { useKeptReports } from './use-kept.ts'

/** What lies on this phone from before, above the form. */
export function KeptAbove({ onTakeUp }: { onTakeUp: ((report: KeptReport) => void) | null }) {
  return <KeptReports kept={useKeptReports()} onTakeUp={onTakeUp} />
}
