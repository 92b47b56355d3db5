import { lazy, Suspense } from 'react'
import { Frame } from './features/frame/frame.tsx'
import { Problem } from './features/start/problem.tsx'
import { Opening } from './features/start/opening.tsx'
import { Desk } from './features/desk/desk.tsx'
import { useDesk, useUi } from './store/index.ts'
import type { Screen as ScreenName } from './store/state.ts'
import { Boundary } from './ui/boundary.tsx'
import { Loading } from './ui/empty.tsx'

// The desk is what a receptionist waits for at the start; the other screens are read when they are opened.
const FirstStart = lazy(() => import('./features/start/first-start.tsx'))
const Patients = lazy(() => import('./features/patients/patients.tsx'))
const CloseOfDay = lazy(() => import('./features/close-of-day/close-of-day.tsx'))
const FollowUps = lazy(() => import('./features/follow-ups/follow-ups.tsx'))
const Insights = lazy(() => import('./features/insights/insights.tsx'))
const History = lazy(() => import('./features/history/history.tsx'))
const Templates = lazy(() => import('./features/templates/templates.tsx'))
const Settings = lazy(() => import('./features/settings/settings.tsx'))

/** The window: the practice when it is open, else what stands in the way. */
export function App() {
  const app = useDesk((state) => state.app)
  const ready = useDesk((state) => state.practice !== null)
  if (app?.state === 'firstStart')
    return (
      <Suspense fallback={<Opening />}>
        <FirstStart />
      </Suspense>
    )
  if (app?.state === 'failed') return <Problem failure={app} />
  if (!ready) return <Opening />
  return (
    <Frame>
      <Suspense fallback={<Loading label="Opening" />}>
        <Screen />
      </Suspense>
    </Frame>
  )
}

/** A screen that fails leaves the rail, the ringing calls and the other screens as they are. */
function Screen() {
  const screen = useUi((ui) => ui.screen)
  return <Boundary key={screen}>{screenOf(screen)}</Boundary>
}

function screenOf(screen: ScreenName) {
  if (screen === 'patients') return <Patients />
  if (screen === 'closeOfDay') return <CloseOfDay />
  if (screen === 'followUps') return <FollowUps />
  if (screen === 'insights') return <Insights />
  if (screen === 'history') return <History />
  if (screen === 'templates') return <Templates />
  if (screen === 'settings') return <Settings />
  return <Desk />
}
