import { TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Empty } from './empty.tsx'

/** Keeps a fault in what it holds from taking the whole window down: says so instead, and offers the way on. */
export class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <main role="alert" className="h-full bg-panel">
        <Empty
          icon={TriangleAlert}
          title="This could not be shown"
          action={
            <Button look="primary" onClick={() => location.reload()}>
              Load this window again
            </Button>
          }
        >
          Something went wrong in this window. Calls and texts still arrive and nothing recorded is lost. Load the window again to go on.
        </Empty>
      </main>
    )
  }
}
