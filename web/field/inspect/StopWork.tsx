import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { DraftInHand } from './use-draft.ts'

/** A grave failure: the works may be stopped here and now, with a reason that its owner and its contractor read. */
export function StopWork({ inHand: { draft, change } }: { inHand: DraftInHand }) {
  const { say } = useSpeech()
  const isAsked = draft.stopWork !== null
  return (
    <section className="field-card stop-work" aria-label={say('inspect.stopWork')} data-asked={isAsked || undefined}>
      <h2>
        <Icon name="warning" size={20} /> {say('inspect.stopWork')}
      </h2>
      <p>{say('inspect.stopWorkDetail')}</p>
      <label className="big-check">
        <input
          type="checkbox"
          checked={isAsked}
          onChange={() => change((now) => ({ ...now, stopWork: isAsked ? null : '' }))}
        />
        <span>{say('inspect.stopWorkAsk')}</span>
      </label>
      {isAsked ? (
        <TextArea
          label={say('inspect.stopWorkWhy')}
          rows={2}
          longest={1000}
          value={draft.stopWork ?? ''}
          onChange={(stopWork) => change((now) => ({ ...now, stopWork }))}
        />
      ) : null}
    </section>
  )
}
