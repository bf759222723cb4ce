import { useSpeech } from '../../i18n/language.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { FindingFacts } from '../FindingFacts.tsx'
import { meetingOf } from '../meeting-of.ts'
import type { StoppingFinding } from './let-pass.ts'

interface LetPassProps {
  findings: readonly StoppingFinding[]
  /** Of each finding, at its place. */
  reasons: readonly string[]
  onReasons: (reasons: readonly string[]) => void
}

/** What the office lets pass with an acceptance: each finding, and why. */
export function LetPass({ findings, reasons, onReasons }: LetPassProps) {
  const { say } = useSpeech()
  return findings.map((finding, at) => (
    <div key={meetingOf(finding).key}>
      <FindingFacts finding={finding} />
      <TextArea
        label={say('amendment.letPass')}
        note={say('blocking.waiveDetail')}
        value={reasons[at] ?? ''}
        onChange={(reason) => onReasons(reasons.map((old, place) => (place === at ? reason : old)))}
      />
    </div>
  ))
}
