import type { ReactNode } from 'react'

/** A few figures side by side, each under its name. */
export function Tiles({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="tiles">
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
