import { ago } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import type { OutboxEntry } from '../offline/contract.ts'
import { SignedCard } from './SignedCard.tsx'

/** An errand that was signed is not begun once more by who comes back to its page: another one has to be meant. */
export function SignedBefore({ record, onAnother }: { record: OutboxEntry; onAnother?: () => void }) {
  const { language, say } = useSpeech()
  const { inspectionId, about, savedAt } = record
  return (
    <SignedCard inspectionId={inspectionId} title={about.worksTitle} {...(onAnother ? { onAnother } : {})}>
      <p>
        {say(`inspection.kind.${about.kind}`)} · {say('inspect.signedAgo', { ago: ago(savedAt, new Date(), language) })}
      </p>
    </SignedCard>
  )
}
