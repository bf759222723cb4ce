import { useChangeAddress } from '../address.ts'
import { Segmented } from './Segmented.tsx'

interface ListChoiceProps<T extends string> {
  label: string
  /** The first is shown where the address names none. */
  lists: readonly [T, ...T[]]
  chosen: T
  nameOf: (list: T) => string
}

/** Which of a page's lists is shown: a word of its address. What was open in another one is closed. */
export function ListChoice<T extends string>({ label, lists, chosen, nameOf }: ListChoiceProps<T>) {
  const change = useChangeAddress()
  return (
    <Segmented
      label={label}
      value={chosen}
      onChange={(next) => change({ tab: next === lists[0] ? undefined : next, sel: undefined }, { replace: true })}
      options={lists.map((value) => ({ value, label: nameOf(value) }))}
    />
  )
}
