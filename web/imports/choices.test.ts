import { expect, it } from 'vitest'
import { fieldChoices } from '../../server/imports/contract.ts'
import { ar } from '../i18n/ar.ts'
import { arAssets } from '../i18n/ar-assets.ts'
import { arLedger } from '../i18n/ar-ledger.ts'
import { choicesOf } from './choices.ts'

it('offers the values that the server takes, each with its words', () => {
  for (const [field, values] of Object.entries(fieldChoices)) {
    expect(choicesOf(field)?.map(({ value }) => value)).toEqual([...values])
    for (const { message } of choicesOf(field) ?? [])
      expect({ ...ar, ...arLedger, ...arAssets }).toHaveProperty([message])
  }
})

it.each(['title', 'agency', 'toString'])('leaves %s free', (field) => expect(choicesOf(field)).toBeNull())
