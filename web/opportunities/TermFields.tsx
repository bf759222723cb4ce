import type { Problem } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { faultAt } from '../ui/fault.ts'
import { TextField } from '../ui/TextField.tsx'
import type { TypedTerms } from './site-terms.ts'

interface TermFieldsProps {
  typed: TypedTerms
  onChange: (typed: TypedTerms) => void
  problem: Problem | null
}

/** The term of a site in years, and the least price where there is one. */
export function TermFields({ typed: { years, minimum }, onChange, problem }: TermFieldsProps) {
  const { say } = useSpeech()
  const field = { inputMode: 'decimal', dir: 'ltr' } as const
  return (
    <>
      <TextField
        {...field}
        label={say('site.term')}
        error={faultAt(problem, 'termYears')}
        value={years}
        onChange={(next) => onChange({ years: next, minimum })}
      />
      <TextField
        {...field}
        label={say('site.minimum')}
        error={faultAt(problem, 'minimumRiyals')}
        value={minimum}
        onChange={(next) => onChange({ years, minimum: next })}
      />
    </>
  )
}
