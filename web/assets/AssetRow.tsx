import type { Asset } from '../../server/assets/contract.ts'
import { length, number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Id } from '../ui/Id.tsx'

/** One network: its kind and reference, how long or large it is and how deep. */
export function AssetRow({ asset, isSelected, onOpen }: { asset: Asset; isSelected: boolean; onOpen: () => void }) {
  const { language, say } = useSpeech()
  const { depthMetres: depth, state } = asset
  return (
    <li data-asset={asset.reference}>
      <button type="button" className="row" aria-current={isSelected || undefined} onClick={onOpen}>
        <span className="row-top">
          <span className="chip">{say(`asset.kind.${asset.kind}`)}</span>
          <Id>{asset.reference}</Id>
        </span>
        {asset.description ? <strong dir="auto">{asset.description}</strong> : null}
        <span className="row-facts">
          <span>
            <AssetSize asset={asset} />
            {depth === null
              ? ''
              : ` · ${say('asset.depth')} ${say('unit.metres', { value: number(depth, language, 1) })}`}
            {state === 'out_of_use' ? ` · ${say('asset.state.out_of_use')}` : ''}
          </span>
        </span>
      </button>
    </li>
  )
}

/** The length of a line, or the area of what is one. */
export function AssetSize({ asset: { lengthMetres, areaSquareMetres } }: { asset: Asset }) {
  const { language, say } = useSpeech()
  if (lengthMetres !== null) return length(lengthMetres, language)
  return say('unit.squareMetres', { value: number(areaSquareMetres ?? 0, language) })
}
