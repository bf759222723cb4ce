import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation, useRouter } from '@tanstack/react-router'
import { Component, lazy, type ReactNode, Suspense, useEffect, useMemo, useRef } from 'react'
import { readPlace, useAddress } from './address.ts'
import { HeldPage } from './agencies/HeldPage.tsx'
import { readyQuery, useAgencies, useUser } from './agencies/queries.ts'
import { useForgetting } from './agencies/use-forgetting.ts'
import { useTurn } from './agencies/use-turn.ts'
import { FirstVisit } from './FirstVisit.tsx'
import { type Going, GoingProvider } from './going.tsx'
import { useSpeech } from './i18n/language.tsx'
import { useAskedLanguage } from './i18n/use-asked-language.ts'
import { ConnectionNotice } from './live/ConnectionNotice.tsx'
import { MainRail } from './MainRail.tsx'
import { PickingProvider } from './map/picking.tsx'
import { isForm, isWhole, needsMap, pageName, viewOf } from './pages.ts'
import { useExtent } from './places/extent.ts'
import { useSendingKept } from './reports/kept/use-sending-kept.ts'
import { TopBar } from './TopBar.tsx'
import { TimeBar } from './time/TimeBar.tsx'
import { TimeWindowProvider } from './time/use-window.tsx'
import { PrintHead } from './ui/PrintHead.tsx'
import { Empty, Loading, Waiting } from './ui/States.tsx'
import { Legend } from './works/Legend.tsx'

const loadStage = () => import('./Stage.tsx')
const Stage = lazy(loadStage)

const hasGraphics = Boolean(document.createElement('canvas').getContext('webgl2'))
// at once, not only when all that the map is shown with has been read; where it fails, the stage says so
if (hasGraphics && needsMap(window.location.pathname)) loadStage().catch(() => undefined)

/** The one screen: rail, drawer or list, map, time. The map outlives the pages. */
export function Workbench() {
  const going = useRoutedGoing()
  const { view } = going.address
  const { say } = useSpeech()
  const { pathname } = going
  const ready = useQuery(readyQuery)
  const user = useUser()
  // once there it outlives the pages
  const hasMap = useRef(false)
  hasMap.current ||= needsMap(pathname)
  // asked together, as the map waits for both
  const extent = useExtent(hasMap.current)
  useAgencies()
  const turn = useTurn()
  useForgetting()
  const shown = viewOf(pathname, view)
  useAskedLanguage(going)
  useSendingKept(pathname)
  useEffect(() => {
    document.title = `${say(pageName(pathname, user))} — ${say('app.name')}`
  }, [pathname, user, say])
  if (!ready.data) return <Waiting query={ready} />
  return (
    <GoingProvider value={going}>
      <TimeWindowProvider today={ready.data.today}>
        <PickingProvider>
          <div className="shell">
            <ConnectionNotice />
            <HeldPage />
            <div
              className="bench"
              data-view={shown}
              data-page={pathname.split('/')[1] || 'map'}
              data-form={isForm(pathname) || undefined}
              data-whole={isWhole(pathname) || undefined}
            >
              <PrintHead />
              <MainRail />
              <div className="outlet" role={shown === 'list' ? 'main' : undefined}>
                <Suspense key={turn} fallback={<Loading />}>
                  <Outlet />
                </Suspense>
              </div>
              {/* one element for every view: another one would make the map anew */}
              <div className="stage" role={shown === 'list' ? undefined : 'main'}>
                {shown === 'map' ? <h1 className="visually-hidden">{say(pageName(pathname, user))}</h1> : null}
                {hasMap.current ? <MapArea extent={extent} /> : null}
                <TopBar />
                {hasMap.current ? <Legend /> : null}
                <FirstVisit />
              </div>
              {/* a page without a map knows no window of time: its weeks are not asked for */}
              {needsMap(pathname) ? <TimeBar /> : null}
            </div>
          </div>
        </PickingProvider>
      </TimeWindowProvider>
    </GoingProvider>
  )
}

/** By the router; the page before may ask whether it may be left. */
function useRoutedGoing(): Going {
  const router = useRouter()
  const address = useAddress()
  const { pathname } = useLocation()
  return useMemo(
    () => ({
      pathname,
      address,
      go: (href, { replace = false } = {}) => void router.navigate({ href, replace }),
    }),
    [router, address, pathname],
  )
}

function MapArea({ extent }: { extent: ReturnType<typeof useExtent> }) {
  const { at } = useAddress()
  const { say } = useSpeech()
  const instead = (
    <Empty icon="map" title={say('map.cannot')}>
      <p>{say('map.cannotDetail')}</p>
    </Empty>
  )
  if (!hasGraphics) return instead
  if (!extent && !readPlace(at)) return <Loading label={say('map.loading')} />
  return (
    <MapBoundary instead={instead}>
      <Suspense fallback={<Loading label={say('map.loading')} />}>
        <Stage extent={extent?.start ?? null} whole={extent?.whole ?? null} />
      </Suspense>
    </MapBoundary>
  )
}

/** A map that cannot start must not take the lists with it. */
class MapBoundary extends Component<{ instead: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override render() {
    return this.state.failed ? this.props.instead : this.props.children
  }
}
