import type { Works } from '../../server/works/contract.ts'
import { FindingsSoFar } from '../coordination/FindingsSoFar.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { Failure } from '../ui/States.tsx'
import type { useAssessment } from '../works/draw/use-assessment.ts'

interface ConnectionFindingsProps {
  works: Works
  assessing: ReturnType<typeof useAssessment>
}

/** What the works would meet with the connections that are being entered. */
export function ConnectionFindings({ works, assessing }: ConnectionFindingsProps) {
  const { say } = useSpeech()
  const { assessment, working, error, refetch } = assessing
  if (error && !working) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!assessment) return <p className="hint-line">{say('draw.asking')}</p>
  const own = { label: say('works.this'), period: works.period, agencyId: works.agencyId }
  return <FindingsSoFar assessment={assessment} working={working} own={own} />
}
