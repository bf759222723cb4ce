import { useQuery } from '@tanstack/react-query'
import type { Saved } from '../../server/dig-once/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { money } from './money.ts'
import { savedQuery } from './queries.ts'

/** What linked works save: by their plans until they are closed again, and what it really came to of those that are. */
export function SavedTotal() {
  const { say } = useSpeech()
  const saved = useQuery(savedQuery).data
  if (!saved) return null
  return (
    <section className="saved-total" aria-label={say('saved.title')} data-testid="saved">
      <h2>{say('saved.title')}</h2>
      <div className="saved-parts">
        {(['planned', 'realised'] as const).map((part) => (
          <SavedPart key={part} part={part} saved={saved} />
        ))}
      </div>
      {saved.apart > 0 ? <p className="form-note">{say('saved.apart', { count: saved.apart })}</p> : null}
    </section>
  )
}

function SavedPart({ part, saved }: { part: 'planned' | 'realised'; saved: Saved }) {
  const { language, say } = useSpeech()
  const { groups, sharedMetres, streetDays, money: amount } = saved[part]
  return (
    <div data-part={part}>
      <h3>{say(`saved.${part}`)}</h3>
      <p className="saved-money">{money(amount, saved.currency, language)}</p>
      <p>
        {groups === 0
          ? say(`saved.none.${part}`)
          : [
              say('saved.groups', { count: groups }),
              say('digOnce.metresLess', { count: sharedMetres, shown: number(sharedMetres, language) }),
              say('digOnce.daysLess', { count: streetDays, shown: number(streetDays, language) }),
            ].join(' · ')}
      </p>
    </div>
  )
}
