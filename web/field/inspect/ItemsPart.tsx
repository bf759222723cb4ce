import type { Checklist } from '../../../server/inspections/checklists/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import type { GroundWorks } from '../ground/GroundPlan.tsx'
import type { DevicePosition } from '../use-position.ts'
import { answered, othersPass, photosOf, withItem } from './draft.ts'
import { ItemCard } from './ItemCard.tsx'
import { OthersPass } from './OthersPass.tsx'
import { lacksOf } from './rules.ts'
import { placeOf, UnableCard } from './UnableCard.tsx'
import type { DraftInHand } from './use-draft.ts'

interface ItemsPartProps {
  checklist: Checklist
  works: GroundWorks
  position: DevicePosition
  inHand: DraftInHand
}

/** The checklist, item by item; or why there is nothing to check. */
export function ItemsPart({ checklist: { items }, works, position, inHand }: ItemsPartProps) {
  const { say } = useSpeech()
  const { draft, files, change, addPhotos, removePhoto } = inHand
  if (draft.unable) return <UnableCard inHand={inHand} />
  const left = items.filter(({ code }) => !draft.items[code]).length
  return (
    <>
      <ol className="item-cards" data-testid="items">
        {items.map((item, at) => (
          <ItemCard
            key={item.code}
            place={at + 1}
            item={item}
            draft={draft.items[item.code]}
            lacking={lacksOf(draft, item)}
            works={works}
            position={position}
            photos={photosOf(draft, item.code)}
            files={files}
            onResult={(result) => change((now) => answered(now, item, result))}
            onChange={(next) => change((now) => withItem(now, item.code, next))}
            onPhotos={(taken) => void addPhotos(taken, { item: item.code, place: placeOf(inHand) })}
            onRemovePhoto={removePhoto}
          />
        ))}
      </ol>
      <OthersPass left={left} onPass={() => change((now) => othersPass(now, items))} />
      <button
        type="button"
        className="button wide"
        onClick={() => change((now) => ({ ...now, unable: { reason: null } }))}
      >
        {say('inspect.unable')}
      </button>
    </>
  )
}
