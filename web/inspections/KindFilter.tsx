import { inspectionKinds } from '../../server/inspections/checklists/contract.ts'
import { known, toggled, useAddress, useChangeAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { FilterMenu } from '../ui/FilterMenu.tsx'

/** By what is looked for. */
export function KindFilter({ label }: { label: string }) {
  const { say } = useSpeech()
  const { kind } = useAddress()
  const change = useChangeAddress()
  return (
    <FilterMenu
      label={label}
      chosen={known(kind, inspectionKinds)}
      options={inspectionKinds.map((value) => ({ value, label: say(`inspection.kind.${value}`) }))}
      onToggle={(word) => change({ kind: toggled(kind, word) })}
    />
  )
}
