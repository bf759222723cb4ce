interface KeysCheckProps {
  /** What the keys are and do. */
  label: string
  keys: { isOn: boolean; turn: (isOn: boolean) => void }
}

/** Switches the keys of a list on and off. */
export function KeysCheck({ label, keys }: KeysCheckProps) {
  return (
    <label className="check keys-check">
      <input type="checkbox" checked={keys.isOn} onChange={({ target }) => keys.turn(target.checked)} />
      {label}
    </label>
  )
}
