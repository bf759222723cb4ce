import { roleMay } from '../../server/access/rules.ts'
import { type KeyScope, keyScopes } from '../../server/accounts/contract.ts'
import { keyRoleOf, wholeScopes } from '../../server/accounts/rules.ts'
import type { OrganisationKind } from '../../server/agencies/contract.ts'
import { useSpeech } from '../i18n/language.tsx'

/** What the software of such an organisation may be let do. */
export function scopesOf(kind: OrganisationKind): KeyScope[] {
  return keyScopes.filter((scope) => roleMay(keyRoleOf[kind], scope))
}

interface ScopeBoxesProps {
  offered: readonly KeyScope[]
  chosen: readonly KeyScope[]
  onChange: (scopes: KeyScope[]) => void
  error: string | undefined
}

/** Boxes to tick, in words; what the ticked ones cannot do without is ticked with them. */
export function ScopeBoxes({ offered, chosen, onChange, error }: ScopeBoxesProps) {
  const { say } = useSpeech()
  const whole = wholeScopes(chosen)
  if (offered.length === 0) return <p className="incomplete">{say('key.scopesNone')}</p>
  return (
    <fieldset className="scope-boxes">
      <legend>{say('key.scopes')}</legend>
      {offered.map((scope) => {
        const needed = whole.includes(scope) && !chosen.includes(scope)
        const toggle = () =>
          onChange(chosen.includes(scope) ? chosen.filter((each) => each !== scope) : [...chosen, scope])
        return (
          <label key={scope} className="check">
            <input type="checkbox" checked={whole.includes(scope)} disabled={needed} onChange={toggle} />
            <span>
              {say(`scope.${scope}`)} {needed ? <small>({say('key.readToo')})</small> : null}
            </span>
          </label>
        )
      })}
      {error ? (
        <p className="missing" role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
