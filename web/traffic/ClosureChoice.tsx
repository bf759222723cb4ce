import { type Closure, closures } from '../../server/works/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Select } from '../ui/Select.tsx'

/** What of the road is closed. */
export function ClosureChoice({ closure, onClosure }: { closure: Closure; onClosure: (closure: Closure) => void }) {
  const { say } = useSpeech()
  return (
    <Select
      label={say('traffic.closure')}
      value={closure}
      onChange={onClosure}
      options={closures.map((value) => ({ value, label: say(`closure.${value}`) }))}
    />
  )
}
