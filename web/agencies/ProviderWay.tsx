import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { signInFailures } from '../../server/accounts/contract.ts'
import { stringifySearch, travelling, useAddress } from '../address.ts'
import { withQuery } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Failure } from '../ui/States.tsx'
import { waysQuery } from './queries.ts'

/** Signing in by the identity provider, where there is one; and why the last try came to nothing. */
export function ProviderWay() {
  const { say, name } = useSpeech()
  const address = useAddress()
  const { failed } = useSearch({ strict: false }) as { failed?: string }
  const provider = useQuery(waysQuery).data?.provider
  const reason = signInFailures.find((one) => one === failed)
  const to = address.back ?? `/${stringifySearch({ ...travelling(address) })}`
  return (
    <>
      {reason ? (
        <Failure
          problem={{ type: '', status: 401, title: say('session.notIn'), detail: say(`session.notIn.${reason}`) }}
        />
      ) : null}
      {provider ? (
        <div className="form">
          <a className="button primary" href={withQuery('/api/session/oidc', { to })}>
            {say('session.signInWith', { name: name(provider.name) })}
          </a>
        </div>
      ) : null}
    </>
  )
}
