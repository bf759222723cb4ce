import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { describe, expect, it } from 'vitest'
import { accountEvents, accountStatuses, keyScopes, signInFailures } from '../../server/accounts/contract.ts'
import { roles } from '../../server/agencies/contract.ts'
import { auditSubjects } from '../../server/audit/contract.ts'
import { conflictStates, findingKinds, severities } from '../../server/coordination/contract.ts'
import { importFields, importStatuses } from '../../server/imports/contract.ts'
import { activities, landUses, opportunityModels, opportunityStages } from '../../server/opportunities/contract.ts'
import {
  answers,
  articles,
  conditionCodes,
  emergencyGrounds,
  grounds,
  permitStates,
} from '../../server/permits/contract.ts'
import { reportCategories, reportStatuses } from '../../server/reports/contract.ts'
import { categories, statuses, utilities, worksEvents, worksNotes } from '../../server/works/contract.ts'
import { ar as arBase } from './ar.ts'
import { arAdministration } from './ar-administration.ts'
import { arCitizen } from './ar-citizen.ts'
import { arPermits } from './ar-permits.ts'
import { arPlanning } from './ar-planning.ts'
import { en as enBase } from './en.ts'
import { enAdministration } from './en-administration.ts'
import { enCitizen } from './en-citizen.ts'
import { enPermits } from './en-permits.ts'
import { enPlanning } from './en-planning.ts'
import { plainLocale } from './format.ts'

const ar = { ...arBase, ...arCitizen, ...arAdministration, ...arPermits, ...arPlanning }
const en = { ...enBase, ...enCitizen, ...enAdministration, ...enPermits, ...enPlanning }

const ids = Object.keys(ar) as (keyof typeof ar)[]
const valuesOf = (message: string) => [...new Set([...message.matchAll(/\{(\w+)/g)].map(([, name]) => name))]

/** What the audit is told of each of its subjects. */
const recorded: Record<(typeof auditSubjects)[number], readonly string[]> = {
  works: ['create', 'import', 'change', ...worksEvents, ...worksNotes],
  constraint_area: ['create', 'change', 'remove'],
  protected_surface: ['create', 'change', 'remove'],
  report: ['create'],
  opportunity: ['create', 'change'],
  street: ['import', 'update'],
  municipality: ['import'],
  organisation: ['import'],
  import: ['create', 'change', 'commit', 'remove'],
  account: [
    ...accountEvents,
    'accept',
    'change',
    'sign_in',
    'lock',
    'password',
    'create',
    'link',
    'claims',
    'leave',
    'leave_everywhere',
  ],
  key: ['create', 'revoke'],
}

describe('the two catalogues', () => {
  it('have the same ids', () => {
    expect(Object.keys(en).sort()).toEqual([...ids].sort())
  })

  it('have no id twice', () => {
    expect(ids).toHaveLength(
      [arBase, arCitizen, arAdministration, arPermits, arPlanning].reduce(
        (sum, each) => sum + Object.keys(each).length,
        0,
      ),
    )
  })

  it('ask for no value in one language that the other does not know', () => {
    const known = (message: string) =>
      valuesOf(message).filter(
        (name) =>
          name &&
          /^(value|count|shown|label|street|first|title|what|who|when|name|least|address|event|day|fields)$/.test(name),
      )
    for (const id of ids) expect(known(ar[id]), id).toEqual(expect.arrayContaining(known(en[id])))
  })

  it('say every word of the contracts', () => {
    const needed = [
      ...statuses.map((word) => `status.${word}`),
      ...categories.map((word) => `category.${word}`),
      ...signInFailures.map((word) => `session.notIn.${word}`),
      ...answers.map((word) => `answer.${word}`),
      ...conditionCodes.map((word) => `condition.${word}`),
      ...emergencyGrounds.map((word) => `emergency.ground.${word}`),
      ...articles.map((word) => `violation.${word}`),
      ...grounds.map((word) => `consultation.ground.${word}`),
      ...conflictStates.flatMap((word) => [`blocking.standing.${word}`, `explorer.state.${word}`]),
      ...permitStates.flatMap((word) => [`permit.state.${word}`, `permit.says.${word}`]),
      ...[...worksEvents, ...worksNotes].map((word) => `event.${word}`),
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
      ...roles.map((word) => `role.${word}`),
      ...accountStatuses.map((word) => `account.status.${word}`),
      ...accountEvents.map((word) => `account.deed.${word}`),
      ...keyScopes.map((word) => `scope.${word}`),
      ...auditSubjects.map((word) => `audit.subject.${word}`),
      ...Object.entries(recorded).flatMap(([subject, events]) => events.map((word) => `audit.says.${subject}.${word}`)),
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
