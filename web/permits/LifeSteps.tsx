import { useSpeech } from '../i18n/language.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { type LifeFacts, type LifeStep, lifeSteps } from './life.ts'

const icons: Record<LifeStep['state'], IconName | null> = { done: 'check', now: 'pin', skipped: 'minus', ahead: null }

/** Where a works stands in its life: what is behind it, what it is now, what is to come; side exits by their names. */
export function LifeSteps(facts: LifeFacts) {
  const { say } = useSpeech()
  return (
    <ol className="life-steps" aria-label={say('procedure.steps')}>
      {lifeSteps(facts).map(({ status, state, isAside }) => {
        const icon = isAside ? 'warning' : icons[state]
        return (
          <li
            key={status}
            data-state={state}
            data-aside={isAside || undefined}
            aria-current={state === 'now' ? 'step' : undefined}
          >
            {icon ? <Icon name={icon} size={13} /> : null}
            {say(`status.${status}`)}
            <span className="visually-hidden"> — {say(`procedure.step.${state}`)}</span>
          </li>
        )
      })}
    </ol>
  )
}
