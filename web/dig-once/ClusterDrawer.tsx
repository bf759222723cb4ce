import { useEffect, useState } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import { isOffice } from '../../server/agencies/rules.ts'
import type { Cluster, Clusters } from '../../server/dig-once/contract.ts'
import { boxOf } from '../../server/geo/rules.ts'
import { useChangeAddress } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useFlyTo } from '../map/held-map.ts'
import { Dates } from '../ui/Dates.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { useIsOurs } from '../works/ours.ts'
import { CallDialog } from './CallDialog.tsx'
import { Formula } from './Formula.tsx'
import { SavingsShown } from './SavingsShown.tsx'
import { SharingWorks } from './SharingWorks.tsx'

interface ClusterDrawerProps {
  cluster: Cluster
  formula: Clusters['formula']
  onClose: () => void
}

/** One chance: what it saves and why, whose works, the days that would do, and what can be done about it. */
export function ClusterDrawer({ cluster, formula, onClose }: ClusterDrawerProps) {
  const { say, name } = useSpeech()
  const { works, savings, suggested, stretches } = cluster
  const street = works.map(({ streetName }) => streetName).find((each) => each !== null)
  const flyTo = useFlyTo()
  const ground = stretches[0]?.overlap
  useEffect(() => {
    if (!ground || !('coordinates' in ground)) return
    const [west, south, east, north] = boxOf(ground as never)
    flyTo([(west + east) / 2, (south + north) / 2])
  }, [ground, flyTo])
  const titleOf = (id: string) => works.find((each) => each.id === id)?.title ?? ''
  return (
    <Drawer
      subject={cluster.id}
      title={street ? name(street) : say('digOnce.cluster')}
      subtitle={say('digOnce.cluster')}
      onClose={onClose}
      actions={<ClusterActions cluster={cluster} formula={formula} />}
    >
      <SavingsShown savings={savings} currency={formula.currency} />
      <Formula
        savings={savings}
        currency={formula.currency}
        formula={formula}
        parts={cluster.joinings.map((joining) => ({
          worksId: joining.worksId,
          title: titleOf(joining.worksId),
          joining,
        }))}
      />
      <h2>{say('digOnce.suggested')}</h2>
      <Dates period={suggested.period} />
      <h2>{say('digOnce.works')}</h2>
      {cluster.groupId ? <p className="form-note">{say('digOnce.joinsGroup')}</p> : null}
      <SharingWorks
        works={works}
        leadId={cluster.leadId}
        leadWords={say(cluster.groupId ? 'digOnce.lead' : 'digOnce.suggestedLead')}
        shifts={suggested.shifts}
      />
    </Drawer>
  )
}

function ClusterActions({ cluster, formula }: Pick<ClusterDrawerProps, 'cluster' | 'formula'>) {
  const { say } = useSpeech()
  const user = useUser()
  const change = useChangeAddress()
  const [isCalling, setCalling] = useState(false)
  const decidesOnLead = useIsOurs(cluster.works.find(({ id }) => id === cluster.leadId))
  const showCall = (id: string) => void change({ tab: 'calls', sel: id })
  if (cluster.callId)
    return (
      <button type="button" className="button primary" onClick={() => showCall(cluster.callId ?? '')}>
        {say('digOnce.showCall')}
      </button>
    )
  const byOffice = isOffice(user?.role) && decidesOnLead
  const hasWorks = cluster.works.some(({ agencyId }) => agencyId === user?.agencyId)
  if (!byOffice && !(hasWorks && user && roleMay(user.role, 'works.write'))) return null
  return (
    <>
      <button type="button" className="button primary" onClick={() => setCalling(true)}>
        {say(byOffice ? 'digOnce.propose' : 'digOnce.call')}
      </button>
      {isCalling ? (
        <CallDialog
          works={cluster.works}
          leadId={cluster.leadId}
          period={cluster.suggested.period}
          callDays={formula.callDays}
          isProposal={byOffice}
          onMade={(call) => showCall(call.id)}
          onDone={() => setCalling(false)}
        />
      ) : null}
    </>
  )
}
