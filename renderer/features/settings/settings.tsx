import { SectionNav } from './components/section-nav.tsx'
import { About } from './components/about.tsx'
import { AlertsSection } from './components/alerts.tsx'
import { AppearanceSection } from './components/appearance.tsx'
import { AutomaticSection } from './components/automatic.tsx'
import { ChecklistSection } from './components/checklist.tsx'
import { Data } from './components/data.tsx'
import { FollowUpRulesSection } from './components/follow-up-rules.tsx'
import { Hours } from './components/hours.tsx'
import { Lines } from './components/lines.tsx'
import { PracticeSection } from './components/practice.tsx'
import { PrivacySection } from './components/privacy.tsx'
import { RecordsSection } from './components/records.tsx'
import { Staff } from './components/staff.tsx'
import { GettingStarted } from '../start/components/getting-started.tsx'
import { useSections } from './hooks/use-sections.ts'
import type { Section } from './store/section.ts'

/** Everything that is set once and rarely changed, a section at a time. */
export default function Settings() {
  const { sections, section } = useSections()
  return (
    <main aria-label="Settings" className="grid h-full min-h-0 grid-cols-[230px_minmax(0,1fr)] max-[1150px]:grid-cols-[200px_minmax(0,1fr)]">
      <SectionNav sections={sections} section={section} />
      <div className="min-h-0 min-w-0 border-l border-edge bg-panel">
        <Shown section={section} />
      </div>
    </main>
  )
}

function Shown({ section }: { section: Section }) {
  switch (section) {
    case 'start':
      return <GettingStarted />
    case 'practice':
      return <PracticeSection />
    case 'hours':
      return <Hours />
    case 'automatic':
      return <AutomaticSection />
    case 'staff':
      return <Staff />
    case 'lines':
      return <Lines />
    case 'records':
      return <RecordsSection />
    case 'data':
      return <Data />
    case 'checklist':
      return <ChecklistSection />
    case 'followUps':
      return <FollowUpRulesSection />
    case 'alerts':
      return <AlertsSection />
    case 'privacy':
      return <PrivacySection />
    case 'appearance':
      return <AppearanceSection />
    case 'about':
      return <About />
  }
}
