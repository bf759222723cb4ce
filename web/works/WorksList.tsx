import { useInfiniteQuery } from '@tanstack/react-query'
import { withQuery } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useTimeWindow } from '../time/use-window.tsx'
import { FileMenu } from '../ui/FileMenu.tsx'
import { Listing } from '../ui/Listing.tsx'
import { worksListQuery } from './queries.ts'
import { useWorksFilter } from './use-works-filter.ts'
import { WorksFilterBar } from './WorksFilterBar.tsx'
import { WorksRow } from './WorksRow.tsx'
import { listQuery } from './works-filter.ts'

/** The works of the window in words: the same filter, selection and count as the map. */
export function WorksList({ beneath }: { beneath: boolean }) {
  const { language, say } = useSpeech()
  const { settled } = useTimeWindow()
  const asked = listQuery(useWorksFilter(), settled)
  const query = useInfiniteQuery(worksListQuery(asked, language))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const total = query.data?.pages[0]?.total
  return (
    <Listing
      title={say('works.list')}
      count={total === undefined ? '' : say('works.count', { count: total, shown: number(total, language) })}
      icon="route"
      none={say('works.none')}
      noneDetail={say('works.noneDetail')}
      query={query}
      empty={items.length === 0}
      filters={
        <WorksFilterBar>
          <FileMenu
            files={[
              {
                title: say('file.csv'),
                detail: say('file.worksDetail'),
                href: withQuery('/api/works.csv', { ...asked, lang: language }),
              },
              {
                title: say('file.geojson'),
                detail: say('file.geojsonDetail'),
                href: withQuery('/api/works.geojson', asked),
              },
            ]}
          />
        </WorksFilterBar>
      }
      beneath={beneath}
      testId="works-list"
    >
      {items.map((works) => (
        <WorksRow key={works.id} works={works} />
      ))}
    </Listing>
  )
}
