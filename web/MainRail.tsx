import { useQuery } from '@tanstack/react-query'
import { roleMay } from '../server/access/rules.ts'
import { useAgencies, useUser } from './agencies/queries.ts'
import { casesWaitingQuery } from './cases/waiting.ts'
import { number } from './i18n/format.ts'
import { useSpeech } from './i18n/language.tsx'
import { openCountQuery } from './permits/queries.ts'
import { Settings } from './settings/Settings.tsx'
import { MoreRooms, type RoomGroup } from './ui/MoreRooms.tsx'
import { Rail, type RailItem } from './ui/Rail.tsx'
import { nameOfOurs } from './works/ours.ts'

/** The rooms, in the order of the features; those of every day in sight, the others behind one button. */
export function MainRail() {
  const { say, name } = useSpeech()
  const user = useUser()
  const may = (permission: Parameters<typeof roleMay>[1]) => user !== null && roleMay(user.role, permission)
  const waiting = useWaiting()
  // a phone has room for five beside the buttons; what is left out there stands behind "more"
  const isInspector = user?.role === 'inspector'
  const isFull = waiting.length > 0 || isInspector
  return (
    <Rail
      items={[
        { to: '/', label: say('nav.map'), icon: 'map', exact: true },
        { to: '/works', label: say('nav.works'), icon: 'route' },
        ...when(isInspector, { to: '/field', label: say('nav.field'), icon: 'pin' }),
        ...when(may('works.read'), { to: '/my-works', label: say(nameOfOurs(user)), icon: 'table', minor: isFull }),
        ...waiting,
        { to: '/conflicts', label: say('nav.conflicts'), icon: 'warning', minor: true },
        { to: '/reports', label: say('nav.reports'), icon: 'camera', minor: isFull },
        ...when(!may('works.read'), {
          to: '/opportunities',
          label: say('nav.opportunities'),
          icon: 'site',
          minor: true,
        }),
      ]}
      end={[{ to: '/sign-in', label: user ? name(user.name) : say('session.signIn'), icon: 'person' }]}
    >
      <MoreRooms groups={useOtherRooms(may, isFull)} />
      <Settings />
    </Rail>
  )
}

const when = (isThere: boolean, ...items: RailItem[]) => (isThere ? items : [])

/** Rooms in which something may wait for whoever is signed in. */
function useWaiting(): RailItem[] {
  const { language, say } = useSpeech()
  const user = useUser()
  const isOf = (permission: Parameters<typeof roleMay>[1]) => user?.agencyId != null && roleMay(user.role, permission)
  const answers = useQuery({ ...openCountQuery, enabled: isOf('consultations.answer') }).data ?? 0
  const turns = useQuery({ ...casesWaitingQuery, enabled: isOf('cases.write') }).data ?? 0
  const isLaboratory = useAgencies().byId.get(user?.agencyId ?? '')?.kind === 'laboratory'
  const badge = (count: number) =>
    count > 0 ? { shown: number(count, language), words: say('nav.waiting', { count }) } : undefined
  return [
    ...when(isLaboratory, { to: '/samples', label: say('nav.samples'), icon: 'layers' }),
    // whoever digs comes here to mend
    ...when(user?.role === 'contractor', { to: '/defects', label: say('nav.defects'), icon: 'barrier' }),
    ...when(isOf('consultations.answer'), {
      to: '/consultations',
      label: say('nav.consultations'),
      icon: 'speech',
      waiting: badge(answers),
    }),
    ...when(user !== null && roleMay(user.role, 'works.decide'), {
      to: '/reviews',
      label: say('nav.reviews'),
      icon: 'stamp',
    }),
    ...when(isOf('cases.write'), { to: '/cases', label: say('nav.cases'), icon: 'meeting', waiting: badge(turns) }),
  ]
}

function useOtherRooms(may: (permission: Parameters<typeof roleMay>[1]) => boolean, isFull: boolean): RoomGroup[] {
  const { say } = useSpeech()
  const user = useUser()
  return [
    {
      label: say('nav.group.plan'),
      items: [
        ...when(isFull, { to: '/my-works', label: say(nameOfOurs(user)), icon: 'table', minor: true }),
        { to: '/conflicts', label: say('nav.conflicts'), icon: 'warning', minor: true },
        ...when(may('conflicts.read'), { to: '/dig-once', label: say('nav.digOnce'), icon: 'shared' }),
        ...when(may('works.read'), {
          to: '/office/plan',
          within: '/office',
          label: say('nav.office'),
          icon: 'calendar',
        }),
        ...when(user === null || may('works.write'), { to: '/draw', label: say('nav.draw'), icon: 'pen' }),
        ...when(may('imports.write'), { to: '/imports', label: say('nav.imports'), icon: 'upload' }),
        ...when(may('assets.read') && user?.agencyId != null, {
          to: '/assets',
          label: say('nav.assets'),
          icon: 'layers',
        }),
      ],
    },
    {
      label: say('nav.group.quality'),
      items: [
        { to: '/p', label: say('nav.verify'), icon: 'check' },
        ...when(!may('works.read'), {
          to: '/opportunities',
          label: say('nav.opportunities'),
          icon: 'site',
          minor: true,
        }),
        ...when(may('works.read'), { to: '/streets', label: say('nav.streets'), icon: 'route' }),
        ...when(may('inspections.read') && user?.role !== 'contractor', {
          to: '/defects',
          label: say('nav.defects'),
          icon: 'barrier',
        }),
        ...when(may('works.read'), { to: '/violations', label: say('nav.violations'), icon: 'warning' }),
        ...when(may('inspections.write') && user?.role !== 'inspector', {
          to: '/field',
          label: say('nav.field'),
          icon: 'pin',
        }),
        ...when(may('visits.plan'), { to: '/visits', label: say('nav.visits'), icon: 'calendar' }),
        ...when(may('inspections.read'), { to: '/inspections', label: say('nav.inspections'), icon: 'check' }),
        ...when(may('works.read'), { to: '/checklists', label: say('nav.checklists'), icon: 'list' }),
        ...when(may('works.read'), { to: '/samples', label: say('nav.samples'), icon: 'layers' }),
        ...when(may('works.read'), { to: '/quality', label: say('nav.quality'), icon: 'stamp' }),
      ],
    },
    {
      label: say('nav.group.city'),
      items: [
        ...when(isFull, { to: '/reports', label: say('nav.reports'), icon: 'camera', minor: true }),
        ...when(may('works.read'), { to: '/opportunities', label: say('nav.opportunities'), icon: 'site' }),
      ],
    },
    {
      label: say('nav.group.administration'),
      items: when(
        user?.isAdmin === true,
        { to: '/accounts', label: say('nav.accounts'), icon: 'people' },
        { to: '/audit', label: say('nav.audit'), icon: 'clock' },
      ),
    },
  ]
}
