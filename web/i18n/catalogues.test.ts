import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { describe, expect, it } from 'vitest'
import { accountEvents, accountStatuses, keyScopes, signInFailures } from '../../server/accounts/contract.ts'
import { roles } from '../../server/agencies/contract.ts'
import { assetKinds, importedAssetStates } from '../../server/assets/contract.ts'
import { auditSubjects } from '../../server/audit/contract.ts'
import { caseEnds, caseStates, measureKinds } from '../../server/cases/contract.ts'
import { banReasons, banStates } from '../../server/contractors/contract.ts'
import { conflictStates, findingKinds, severities } from '../../server/coordination/contract.ts'
import { importFields, importKinds, importStatuses } from '../../server/imports/contract.ts'
import { inspectionKinds, itemSeverities } from '../../server/inspections/checklists/contract.ts'
import { itemResults, outcomes, unableReasons } from '../../server/inspections/contract.ts'
import {
  defectAnswers,
  defectDeeds,
  defectEvents,
  defectKinds,
  defectStates,
} from '../../server/inspections/defects/contract.ts'
import { conditionParts, entryKinds, grades, sides } from '../../server/inspections/ledger/contract.ts'
import {
  bases,
  violationCauses,
  violationDeeds,
  violationStates,
} from '../../server/inspections/violations/contract.ts'
import { visitCauses, visitStates } from '../../server/inspections/visits/contract.ts'
import { activities, landUses, opportunityModels, opportunityStages } from '../../server/opportunities/contract.ts'
import { answers, conditionCodes, emergencyGrounds, grounds, permitStates } from '../../server/permits/contract.ts'
import { delegationStates } from '../../server/permits/delegation/contract.ts'
import { feeKinds, feeParts, feeStates, paymentStates } from '../../server/permits/fees/contract.ts'
import {
  reportCategories,
  reportDeeds,
  reportEvents,
  reporterDeeds,
  reportStatuses,
  undisputed,
} from '../../server/reports/contract.ts'
import { categories, projectEvents, statuses, utilities, worksEvents, worksNotes } from '../../server/works/contract.ts'
import { reportLists } from '../reports/reports-filter.ts'
import { ar as arBase } from './ar.ts'
import { arAdministration } from './ar-administration.ts'
import { arAssets } from './ar-assets.ts'
import { arCases } from './ar-cases.ts'
import { arCitizen } from './ar-citizen.ts'
import { arDefects } from './ar-defects.ts'
import { arDelegation } from './ar-delegation.ts'
import { arHandover } from './ar-handover.ts'
import { arInspections } from './ar-inspections.ts'
import { arKept } from './ar-kept.ts'
import { arLaboratory } from './ar-laboratory.ts'
import { arLedger } from './ar-ledger.ts'
import { arNotifications } from './ar-notifications.ts'
import { arOffice } from './ar-office.ts'
import { arOutbox } from './ar-outbox.ts'
import { arPermits } from './ar-permits.ts'
import { arPlanning } from './ar-planning.ts'
import { arReports } from './ar-reports.ts'
import { arSharing } from './ar-sharing.ts'
import { arViolations } from './ar-violations.ts'
import { en as enBase } from './en.ts'
import { enAdministration } from './en-administration.ts'
import { enAssets } from './en-assets.ts'
import { enCases } from './en-cases.ts'
import { enCitizen } from './en-citizen.ts'
import { enDefects } from './en-defects.ts'
import { enDelegation } from './en-delegation.ts'
import { enHandover } from './en-handover.ts'
import { enInspections } from './en-inspections.ts'
import { enKept } from './en-kept.ts'
import { enLaboratory } from './en-laboratory.ts'
import { enLedger } from './en-ledger.ts'
import { enNotifications } from './en-notifications.ts'
import { enOffice } from './en-office.ts'
import { enOutbox } from './en-outbox.ts'
import { enPermits } from './en-permits.ts'
import { enPlanning } from './en-planning.ts'
import { enReports } from './en-reports.ts'
import { enSharing } from './en-sharing.ts'
import { enViolations } from './en-violations.ts'
import { plainLocale } from './format.ts'

const arParts = [
  arBase,
  arAdministration,
  arAssets,
  arCases,
  arCitizen,
  arLedger,
  arInspections,
  arDefects,
  arDelegation,
  arKept,
  arLaboratory,
  arHandover,
  arNotifications,
  arOffice,
  arOutbox,
  arPermits,
  arPlanning,
  arReports,
  arSharing,
  arViolations,
]
const ar = { ...arBase, ...arAssets, ...arAdministration, ...arCases, ...arCitizen, ...arInspections, ...arNotifications, ...arOffice, ...arOutbox, ...arPermits, ...arPlanning, ...arReports, ...arSharing, ...arDefects, ...arDelegation, ...arKept,
  ...arLaboratory, ...arLedger, ...arHandover, ...arViolations } // biome-ignore format: a list
const en = { ...enBase, ...enAssets, ...enAdministration, ...enCases, ...enCitizen, ...enInspections, ...enNotifications, ...enOffice, ...enOutbox, ...enPermits, ...enPlanning, ...enReports, ...enSharing, ...enDefects, ...enDelegation, ...enKept,
  ...enLaboratory, ...enLedger, ...enHandover, ...enViolations } // biome-ignore format: a list

const ids = Object.keys(ar) as (keyof typeof ar)[]
const valuesOf = (message: string) => [...new Set([...message.matchAll(/\{(\w+)/g)].map(([, name]) => name))]

/** What the audit is told of each of its subjects. */
const recorded: Record<(typeof auditSubjects)[number], readonly string[]> = {
  works: ['create', 'import', 'change', ...worksEvents, ...worksNotes, ...projectEvents],
  case: ['open', 'join', 'reopen', 'close', 'message', 'propose', 'answer', 'agree', 'settle', 'escalate'],
  constraint_area: ['create', 'change', 'remove'],
  protected_surface: ['create', 'change', 'remove'],
  contractor_ban: ['create', 'lift'],
  delegation: ['entrust', 'revoke'],
  report: ['create', ...reportEvents],
  opportunity: ['create', 'change'],
  street: ['import', 'update'],
  pavement: ['import'],
  municipality: ['import'],
  checklist: ['publish'],
  visit: ['plan', 'assign', 'take', 'release', 'drop'],
  inspection: ['create'],
  defect: defectEvents,
  reinstatement: ['record', 'correct', 'photo'],
  violation: ['propose', 'issue', 'evidence', 'fine', 'fall_due', 'pay', ...violationDeeds],
  organisation: ['import'],
  import: ['create', 'change', 'commit', 'remove'],
  webhook: ['create', 'change', 'rotate', 'remove'],
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
  works_group: ['create', 'change', 'dissolve'],
  interest_call: ['create', 'answer', 'close'],
  sample: ['create', 'result', 'correct', 'void'],
  connection: ['done', 'reopen'],
  meeting: ['call', 'sit', 'note', 'settle', 'close', 'cancel'],
  asset: ['import', 'update', 'move', 'remove'],
  quality_appeal: ['create', 'exclude', 'keep'],
}

describe('the two catalogues', () => {
  it('have the same ids', () => {
    expect(Object.keys(en).sort()).toEqual([...ids].sort())
  })

  it('have no id twice', () => {
    expect(ids).toHaveLength(arParts.reduce((sum, each) => sum + Object.keys(each).length, 0))
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
      ...caseStates.flatMap((word) => [`case.state.${word}`, `case.waits.${word}`]),
      ...caseEnds.map((word) => `case.end.${word}`),
      ...measureKinds.map((word) => `case.measure.${word}`),
      ...categories.map((word) => `category.${word}`),
      ...signInFailures.map((word) => `session.notIn.${word}`),
      ...banReasons.map((word) => `bans.reason.${word}`),
      ...banStates.map((word) => `bans.state.${word}`),
      ...delegationStates.map((word) => `delegation.state.${word}`),
      ...answers.map((word) => `answer.${word}`),
      ...conditionCodes.map((word) => `condition.${word}`),
      ...emergencyGrounds.map((word) => `emergency.ground.${word}`),
      ...violationStates.map((word) => `violation.state.${word}`),
      ...violationCauses.map((word) => `violation.cause.${word}`),
      ...violationDeeds.flatMap((word) => [`violation.deed.${word}`, `violation.asked.${word}`]),
      ...bases.flatMap((word) => [`violation.formula.${word}`, `violation.rate.${word}`]),
      ...grounds.map((word) => `consultation.ground.${word}`),
      ...conflictStates.flatMap((word) => [`blocking.standing.${word}`, `explorer.state.${word}`]),
      ...feeKinds.map((word) => `fee.${word}`),
      ...feeParts.map((word) => `fee.part.${word}`),
      ...feeStates.map((word) => `fee.state.${word}`),
      ...paymentStates.map((word) => `pay.state.${word}`),
      ...permitStates.flatMap((word) => [`permit.state.${word}`, `permit.says.${word}`]),
      ...[...worksEvents, ...worksNotes].map((word) => `event.${word}`),
      ...inspectionKinds.map((word) => `inspection.kind.${word}`),
      ...itemSeverities.map((word) => `inspection.severity.${word}`),
      ...itemResults.map((word) => `inspection.result.${word}`),
      ...outcomes.flatMap((word) => [`inspect.outcome.${word}`, `inspect.follows.${word}`]),
      ...unableReasons.map((word) => `inspection.unable.${word}`),
      ...visitCauses.map((word) => `visit.why.${word}`),
      ...visitStates.map((word) => `visit.state.${word}`),
      ...utilities.map((word) => `utility.${word}`),
      ...findingKinds.map((word) => `finding.${word}`),
      ...severities.map((word) => `severity.${word}`),
      ...reportCategories.map((word) => `report.category.${word}`),
      ...reportStatuses.map((word) => `report.status.${word}`),
      ...[...reportDeeds, ...reporterDeeds].map((word) => `report.deed.${word}`),
      ...reportEvents.map((word) => `report.event.${word}`),
      ...undisputed.map((word) => `report.undisputed.${word}`),
      ...reportLists.map((word) => `report.${word}`),
      ...activities.map((word) => `activity.${word}`),
      ...opportunityStages.map((word) => `stage.${word}`),
      ...opportunityModels.map((word) => `model.${word}`),
      ...landUses.map((word) => `landUse.${word}`),
      ...defectStates.map((word) => `defect.state.${word}`),
      ...defectKinds.map((word) => `defect.kind.${word}`),
      ...defectAnswers.map((word) => `defect.answer.${word}`),
      ...defectEvents.map((word) => `defect.event.${word}`),
      ...defectDeeds.map((word) => `defect.deed.${word}`),
      ...importKinds.map((word) => `import.kind.${word}`),
      ...assetKinds.map((word) => `asset.kind.${word}`),
      ...importedAssetStates.map((word) => `asset.state.${word}`),
      ...entryKinds.map((word) => `ledger.kind.${word}`),
      ...sides.map((word) => `ledger.side.${word}`),
      ...grades.flatMap((word) => [`ledger.grade.${word}`, `ledger.letter.${word}`]),
      ...conditionParts.map((word) => `ledger.part.${word}`),
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
