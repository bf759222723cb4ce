import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import type { Asset } from '../../server/assets/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { answered, write } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useFlyTo } from '../map/held-map.ts'
import { touchTiles } from '../map/tiles.ts'
import { useMoment } from '../time/use-moment.ts'
import { Confirm } from '../ui/Confirm.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Failure, Waiting } from '../ui/States.tsx'
import { AssetSize } from './AssetRow.tsx'
import { assetQuery } from './queries.ts'

export function AssetDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { say } = useSpeech()
  const asset = useQuery(assetQuery(id))
  if (asset.data) return <AssetSheet asset={asset.data} onClose={onClose} />
  return (
    <Drawer title={say('asset.one')} onClose={onClose}>
      <Waiting query={asset} />
    </Drawer>
  )
}

function AssetSheet({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const { language, say } = useSpeech()
  const moment = useMoment()
  const flyTo = useFlyTo()
  const [lng = 0, lat = 0] = asset.centre
  useEffect(() => flyTo([lng, lat]), [lng, lat, flyTo])
  const mayRemove = roleMay(useUser()?.role ?? null, 'assets.write')
  const depth = asset.depthMetres
  const facts = [
    { label: say('asset.state'), value: say(`asset.state.${asset.state}`) },
    {
      label: say('asset.depth'),
      value: depth === null ? say('asset.depthUnknown') : say('unit.metres', { value: number(depth, language, 1) }),
    },
    { label: say(asset.lengthMetres === null ? 'asset.area' : 'asset.length'), value: <AssetSize asset={asset} /> },
    { label: say('asset.changed'), value: <time dateTime={asset.changedAt}>{moment(asset.changedAt)}</time> },
  ]
  return (
    <Drawer
      subject={asset.id}
      title={asset.reference}
      onClose={onClose}
      eyebrow={<span className="chip">{say(`asset.kind.${asset.kind}`)}</span>}
    >
      {asset.description ? (
        <p className="prose" dir="auto">
          {asset.description}
        </p>
      ) : null}
      <dl className="facts">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="form-note">{say('asset.guarded')}</p>
      {mayRemove ? <RemoveButton asset={asset} onRemoved={onClose} /> : null}
    </Drawer>
  )
}

/** Takes away what is no longer in the ground, once that is meant. */
function RemoveButton({ asset, onRemoved }: { asset: Asset; onRemoved: () => void }) {
  const { say } = useSpeech()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => answered(write<null>('DELETE', `/api/assets/${asset.id}`)),
    onSuccess: () => {
      touchTiles()
      onRemoved()
      client.removeQueries({ queryKey: assetQuery(asset.id).queryKey })
      void client.invalidateQueries({ queryKey: ['assets'] })
    },
  })
  return (
    <>
      {remove.isError ? <Failure problem={remove.error} /> : null}
      <div className="buttons">
        <button type="button" className="button" disabled={remove.isPending} onClick={() => setAsking(true)}>
          <Icon name="trash" />
          {say('asset.remove')}
        </button>
      </div>
      {isAsking ? (
        <Confirm
          title={say('asset.removeAsked', { value: asset.reference })}
          detail={say('asset.removeDetail')}
          act={say('asset.remove')}
          keep={say('asset.keep')}
          onAct={() => {
            setAsking(false)
            remove.mutate()
          }}
          onKeep={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
