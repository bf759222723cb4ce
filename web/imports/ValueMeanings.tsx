import { useState } from 'react'
import type { Column, FieldSource } from '../../server/imports/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import type { FieldChoice } from './choices.ts'

interface ValueMeaningsProps {
  column: Column
  choices: readonly FieldChoice[]
  values: FieldSource['values']
  onValue: (meaning: readonly [theirs: string, ours: string]) => void
}

/** What the words of a column mean in ours, each of those that were found in the file. */
export function ValueMeanings({ column, choices, values, onValue }: ValueMeaningsProps) {
  const { say } = useSpeech()
  const { samples, distinct } = column
  const isOurs = (word: string) => choices.some(({ value }) => value === word)
  const [open] = useState(() => samples.some((word) => !isOurs(word)))
  return (
    <details className="meanings" open={open}>
      <summary>{say('import.values')}</summary>
      {samples.map((word) => (
        <label key={word}>
          <bdi>{word}</bdi>
          <select value={values?.[word] ?? ''} onChange={(event) => onValue([word, event.target.value])}>
            <option value="">{say('import.asItStands')}</option>
            {choices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      ))}
      {distinct === null || distinct > samples.length ? (
        <small>{say('import.firstValues', { count: samples.length })}</small>
      ) : null}
    </details>
  )
}
