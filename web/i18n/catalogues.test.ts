import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { describe, expect, it } from 'vitest'
import { signInFailures } from '../../server/accounts/contract.ts'
import { findingKinds, severities } from '../../server/coordination/contract.ts'
import { importFields, importStatuses } from '../../server/imports/contract.ts'
import { activities, landUses, opportunityModels, opportunityStages } from '../../server/opportunities/contract.ts'
import { reportCategories, reportStatuses } from '../../server/reports/contract.ts'
import { categories, statuses, utilities } from '../../server/works/contract.ts'
import { ar } from './ar.ts'
import { en } from './en.ts'
import { plainLocale } from './format.ts'

const ids = Object.keys(ar) as (keyof typeof ar)[]
const valuesOf = (message: string) => [...new Set([...message.matchAll(/\{(\w+)/g)].map(([, name]) => name))]

describe('the two catalogues', () => {
  it('have the same ids', () => {
    expect(Object.keys(en).sort()).toEqual([...ids].sort())
  })

  it('ask for no value in one language that the other does not know', () => {
    const known = (message: string) =>
      valuesOf(message).filter(
        (name) => name && /^(value|count|shown|label|street|first|title|what|day|fields)$/.test(name),
      )
    for (const id of ids) expect(known(ar[id]), id).toEqual(expect.arrayContaining(known(en[id])))
  })

  it('say every word of the contracts', () => {
    const needed = [
      ...statuses.map((word) => `status.${word}`),
      ...categories.map((word) => `category.${word}`),
      ...signInFailures.map((word) => `session.notIn.${word}`),
      ...utilities.map((word) => `utility.${word}`),
      ...findingKinds.map((word) => `finding.${word}`),
      ...severities.map((word) => `severity.${word}`),
      ...reportCategories.map((word) => `report.category.${word}`),
      ...reportStatuses.map((word) => `report.status.${word}`),
      ...activities.map((word) => `activity.${word}`),
      ...opportunityStages.map((word) => `stage.${word}`),
      ...opportunityModels.map((word) => `model.${word}`),
      ...landUses.map((word) => `landUse.${word}`),
      ...importStatuses.map((word) => `import.status.${word}`),
      ...Object.values(importFields)
        .flat()
        .map((word) => `import.field.${word}`),
    ]
    expect(needed.filter((id) => !(id in ar))).toEqual([])
  })
})

describe('Arabic plurals', () => {
  const i18n = setupI18n()
  i18n.setMessagesCompiler(compileMessage)
  i18n.load({ ar })
  i18n.activate('ar', plainLocale('ar'))

  it.each([
    [0, '0 يوم'],
    [1, 'يوم واحد'],
    [2, 'يومان'],
    [3, '3 أيام'],
    [11, '11 يومًا'],
    [100, '100 يوم'],
  ])('%i days', (count, expected) => {
    expect(i18n._('unit.days', { count })).toBe(expected)
  })
})
