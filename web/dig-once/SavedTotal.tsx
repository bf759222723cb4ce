import { useQuery } from '@tanstack/react-query'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { money } from './money.ts'
import { savedQuery } from './queries.ts'

/** What linked works save by their plans: whether they were dug so is not looked at. */
export function SavedTotal() {
  const { language, say } = useSpeech()
  const saved = useQuery(savedQuery).data
  if (!saved) return null
  return (
    <section className="saved-total" aria-label={say('saved.title')} data-testid="saved">
      <h2>{say('saved.title')}</h2>
      <p className="saved-money">{money(saved.money, saved.currency, language)}</p>
      <p>
        {[
          say('saved.groups', { count: saved.groups }),
          say('digOnce.metresLess', { count: saved.sharedMetres, shown: number(saved.sharedMetres, language) }),
          say('digOnce.daysLess', { count: saved.streetDays, shown: number(saved.streetDays, language) }),
        ].join(' · ')}
      </p>
    </section>
  )
}
