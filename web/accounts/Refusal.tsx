import { useQueryClient } from '@tanstack/react-query'
import type { Problem } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Failure } from '../ui/States.tsx'

/** Why something was refused; where somebody else changed the account meanwhile, a way to see it as it is now. */
export function Refusal({ problem, onNewest }: { problem: Problem; onNewest: () => void }) {
  const { say } = useSpeech()
  const client = useQueryClient()
  const showNewest = () => {
    void client.invalidateQueries({ queryKey: ['accounts'] })
    void client.invalidateQueries({ queryKey: ['audit'] })
    onNewest()
  }
  return (
    <>
      <Failure problem={problem} />
      {problem.type === '/problems/version' ? (
        <button type="button" className="button" onClick={showNewest}>
          {say('account.newest')}
        </button>
      ) : null}
    </>
  )
}
