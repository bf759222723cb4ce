import { Type } from 'typebox'
import { DefectNumbers } from './defects/policy.ts'
import { LaboratoryRules } from './laboratory/pack.ts'
import { LedgerRules } from './ledger/policy.ts'
import { QualityNumbers } from './quality/pack.ts'
import { ReinstatementNumbers } from './reinstatement/policy.ts'
import { ViolationRules } from './violations/policy.ts'
import { VisitNumbers } from './visits/policy.ts'

/** Numbers of the rule pack on the quality of works, one member for each room. */
export const InspectionNumbers = Type.Object(
  {
    laboratory: LaboratoryRules,
    quality: QualityNumbers,
    visits: VisitNumbers,
    defects: DefectNumbers,
    ledger: LedgerRules,
    reinstatement: ReinstatementNumbers,
    violations: ViolationRules,
  },
  { additionalProperties: false },
)
