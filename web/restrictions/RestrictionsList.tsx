import { useQuery } from '@tanstack/react-query'
import { useAddress, useChangeAddress } from '../address.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { OfficeTabs } from '../office/OfficeTabs.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Listing } from '../ui/Listing.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { TextFilter } from '../works/TextFilter.tsx'
import { isNamed } from './draft.ts'
import { constraintsQuery, protectionsQuery } from './queries.ts'
import { ConstraintRow, ProtectionRow } from './RestrictionRow.tsx'

interface RestrictionsListProps {
  kind: 'constraints' | 'protected'
  today: string
  isBeneath: boolean
}

const whole = { hasNextPage: false, isFetchingNextPage: false, fetchNextPage: () => Promise.resolve() as never }

/** All restrictions of a kind, those that are over last and marked. */
export function RestrictionsList({ kind, today, isBeneath }: RestrictionsListProps) {
  const { language, say } = useSpeech()
  const { q = '' } = useAddress()
  const constraints = useQuery({ ...constraintsQuery, enabled: kind === 'constraints' })
  const protections = useQuery({ ...protectionsQuery, enabled: kind === 'protected' })
  const areas = (constraints.data ?? []).filter((one) => isNamed(one, q))
  const surfaces = (protections.data ?? []).filter((one) => isNamed(one, q))
  const count = kind === 'protected' ? surfaces.length : areas.length
  const query = kind === 'protected' ? protections : constraints
  return (
    <Listing
      title={say('office.restrictions')}
      count={query.data ? say('restrictions.count', { count, shown: number(count, language) }) : ''}
      icon="shield"
      none={say(q ? 'restrictions.noneFound' : 'restrictions.none')}
      query={{ ...query, ...whole }}
      empty={count === 0}
      filters={<RestrictionFilters kind={kind} />}
      beneath={isBeneath}
      testId="restrictions"
    >
      {kind === 'protected'
        ? surfaces.map((each) => <ProtectionRow key={each.id} surface={each} today={today} />)
        : areas.map((each) => <ConstraintRow key={each.id} area={each} today={today} />)}
    </Listing>
  )
}

function RestrictionFilters({ kind }: Pick<RestrictionsListProps, 'kind'>) {
  const { say } = useSpeech()
  const { q = '' } = useAddress()
  const change = useChangeAddress()
  return (
    <>
      <OfficeTabs />
      <div className="filters office-bar">
        <Segmented
          label={say('restrictions.which')}
          value={kind}
          onChange={(next) => change({ tab: next === 'protected' ? next : undefined, sel: undefined })}
          options={(['constraints', 'protected'] as const).map((value) => ({
            value,
            label: say(`restrictions.which.${value}`),
          }))}
        />
        <TextFilter
          label={say('restrictions.search')}
          value={q}
          onChange={(next) => change({ q: next || undefined }, { replace: true })}
        />
        <button type="button" className="button primary" onClick={() => change({ sel: 'new' })}>
          <Icon name="plus" />
          {say(kind === 'protected' ? 'restrictions.newProtection' : 'restrictions.newConstraint')}
        </button>
      </div>
    </>
  )
}
