import { useEffect, useState } from 'react'
import { categories, statuses } from '../../server/works/contract.ts'
import { listed, toggled, useAddress, useChangeAddress } from '../address.ts'
import { useAgencies } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { FilterMenu } from '../ui/FilterMenu.tsx'
import { Icon } from '../ui/Icon.tsx'
import { StrokeSample } from './StrokeSample.tsx'
import { strokeOf } from './strokes.ts'

const pause = 250

/** Text, agencies, statuses and categories: the address keeps them, the map and the list obey. */
export function WorksFilterBar() {
  const { say, name } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  const { agencies } = useAgencies()
  const any = address.agency || address.status || address.category || address.q
  return (
    <div className="filters">
      <TextFilter value={address.q ?? ''} onChange={(q) => change({ q: q || undefined }, { replace: true })} />
      <FilterMenu
        label={say('filter.agency')}
        chosen={listed(address.agency)}
        options={agencies.map(({ code, name: names, colour }) => ({
          value: code,
          label: name(names),
          mark: <i className="stroke" style={{ background: colour }} />,
        }))}
        onToggle={(code) => change({ agency: toggled(address.agency, code) })}
      />
      <FilterMenu
        label={say('filter.status')}
        chosen={listed(address.status)}
        options={statuses.map((status) => ({
          value: status,
          label: say(`status.${status}`),
          mark: <StrokeSample stroke={strokeOf[status]} />,
        }))}
        onToggle={(status) => change({ status: toggled(address.status, status) })}
      />
      <FilterMenu
        label={say('filter.category')}
        chosen={listed(address.category)}
        options={categories.map((category) => ({ value: category, label: say(`category.${category}`) }))}
        onToggle={(category) => change({ category: toggled(address.category, category) })}
      />
      {any ? (
        <button
          type="button"
          className="link"
          onClick={() => change({ agency: undefined, status: undefined, category: undefined, q: undefined })}
        >
          {say('filter.clear')}
        </button>
      ) : null}
    </div>
  )
}

function TextFilter({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { say } = useSpeech()
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text.trim()), pause)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  return (
    <label className="text-filter">
      <Icon name="search" size={16} />
      <input
        type="search"
        value={text}
        maxLength={100}
        placeholder={say('filter.text')}
        aria-label={say('filter.text')}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  )
}
