import type { Savings } from '../../server/dig-once/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Tiles } from '../ui/Tiles.tsx'
import { money } from './money.ts'

/** What one trench saves: the money, and the metres and days that it comes from. */
export function SavingsShown({ savings, currency }: { savings: Savings; currency: string }) {
  const { language, say } = useSpeech()
  return (
    <>
      <p className="saved-money">{say('digOnce.saves', { value: money(savings.money, currency, language) })}</p>
      <Tiles
        items={[
          {
            label: say('digOnce.sharedMetres'),
            value: say('unit.metres', { value: number(savings.sharedMetres, language) }),
          },
          { label: say('digOnce.streetDays'), value: number(savings.streetDays, language) },
        ]}
      />
    </>
  )
}
