import { hrefOf, useFollow, useGoing } from '../going.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { isBeneath } from './beneath.ts'
import { Icon } from './Icon.tsx'
import type { RailItem } from './Rail.tsx'
import { usePopUp } from './use-pop-up.ts'

export interface RoomGroup {
  label: string
  items: readonly RailItem[]
}

/**
 * The rooms that are entered less often, behind one button of the rail; an empty group is left out. What is `minor` is
 * shown where the rail leaves it out.
 */
export function MoreRooms({ groups }: { groups: readonly RoomGroup[] }) {
  const { say } = useSpeech()
  const { pathname, address } = useGoing()
  const follow = useFollow()
  const { isOpen, close, id, box, button } = usePopUp()
  const shown = groups.filter(({ items }) => items.length > 0)
  const here = shown.flatMap(({ items }) => items.filter(({ to, within = to }) => isBeneath(pathname, within)))
  const isHere = here.some(({ minor }) => !minor)
  if (shown.length === 0) return null
  return (
    <div className="more-place" {...box}>
      <button
        className="rail-link"
        aria-current={isHere ? 'page' : undefined}
        data-holds-here={here.length > 0 || undefined}
        {...button}
      >
        <Icon name="boxes" size={20} />
        <span>{say('nav.more')}</span>
      </button>
      {isOpen ? (
        <nav id={id} className="more-rooms" aria-label={say('nav.more')}>
          {shown.map(({ label, items }) => (
            <section key={label} aria-label={label}>
              <h2>{label}</h2>
              <ul>
                {items.map(({ to, within = to, label: name, icon, minor }) => (
                  <li key={to} className={minor ? 'rail-left-out' : undefined}>
                    <a
                      href={hrefOf(to, address)}
                      aria-current={isBeneath(pathname, within) ? 'page' : undefined}
                      onClick={(event) => {
                        follow(event)
                        close()
                      }}
                    >
                      <Icon name={icon} size={18} />
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
      ) : null}
    </div>
  )
}
