import { rolesOf } from '../../server/accounts/rules.ts'
import type { Role } from '../../server/agencies/contract.ts'
import type { Names } from '../../server/language/contract.ts'
import { useAgencies } from '../agencies/queries.ts'
import type { Problem } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { faultAt } from '../ui/fault.ts'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { roleWithin, useManaged } from './managed.ts'

/** What an invitation and a change both ask of a person. */
export interface Person {
  name: Names
  agencyId: string
  role: Role
}

/** Where the server's refusals of these are said. */
export const personPaths = ['name', 'name/ar', 'name/en', 'agencyId', 'role'] as const

interface PersonFieldsProps {
  person: Person
  onChange: (person: Person) => void
  problem: Problem | null
  /** Their own role and organisation are not theirs to change. */
  fixed?: boolean
  /** Said at fields that were left empty. */
  needed: boolean
}

export function PersonFields({ person, onChange, problem, fixed = false, needed }: PersonFieldsProps) {
  const { say } = useSpeech()
  const missing = (text: string) => (needed && text.trim() === '' ? say('account.needed') : undefined)
  return (
    <>
      <TextField
        label={say('account.nameAr')}
        dir="rtl"
        lang="ar"
        value={person.name.ar}
        error={missing(person.name.ar) ?? faultAt(problem, 'name/ar')}
        onChange={(ar) => onChange({ ...person, name: { ...person.name, ar } })}
      />
      <TextField
        label={say('account.nameEn')}
        dir="ltr"
        lang="en"
        value={person.name.en}
        error={missing(person.name.en) ?? faultAt(problem, 'name/en')}
        onChange={(en) => onChange({ ...person, name: { ...person.name, en } })}
      />
      {fixed ? <p className="form-note">{say('account.ownLimits')}</p> : null}
      {fixed ? null : <PlaceFields person={person} onChange={onChange} problem={problem} needed={needed} />}
    </>
  )
}

/** The organisation, and of its roles one. */
function PlaceFields({ person, onChange, problem, needed }: PersonFieldsProps) {
  const { say, name } = useSpeech()
  const managed = useManaged()
  const { byId } = useAgencies()
  const kind = byId.get(person.agencyId)?.kind
  const roles = kind ? rolesOf[kind] : []
  const choose = (agencyId: string) => {
    const next = byId.get(agencyId)?.kind
    onChange({ ...person, agencyId, role: next ? roleWithin(person.role, rolesOf[next]) : person.role })
  }
  const fault =
    faultAt(problem, 'agencyId') ??
    faultAt(problem, 'role') ??
    (needed && !person.agencyId ? say('account.chooseAgency') : undefined)
  return (
    <>
      <Select
        label={say('account.agency')}
        value={person.agencyId}
        onChange={choose}
        options={[
          ...(person.agencyId ? [] : [{ value: '', label: say('account.chooseAgency') }]),
          ...managed.map(({ id, name: names }) => ({ value: id, label: name(names) })),
        ]}
      />
      {kind ? (
        <Select
          label={say('account.role')}
          value={person.role}
          onChange={(role) => onChange({ ...person, role })}
          options={roles.map((role) => ({ value: role, label: say(`role.${role}`) }))}
        />
      ) : null}
      {fault ? (
        <p className="missing" role="alert">
          {fault}
        </p>
      ) : null}
      {kind && !fault ? <p className="form-note">{say('account.roleNote')}</p> : null}
    </>
  )
}
