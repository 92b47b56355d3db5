import { useEffect, useRef } from 'react'
import { isTyping, useKeys } from '@renderer/ui/keys.ts'
import { DetailPane } from './components/detail-pane.tsx'
import { ListPane } from './components/list-pane.tsx'
import { useLiveList } from './hooks/use-live-list.ts'
import { ImportDialog } from './import/import-dialog.tsx'
import { patientList, patientsScreen, usePatientsScreen } from './store/index.ts'
import { extentOf } from './store/patient-list.ts'

/** Everyone the practice knows: find somebody at the left, see and change them at the right. */
export default function Patients() {
  useLiveList()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const cursor = usePatientsScreen((screen) => screen.cursor)
  const formOpen = usePatientsScreen((screen) => screen.mode !== 'view')
  const someoneOpen = usePatientsScreen((screen) => screen.openId !== null)

  function toSearch(): void {
    input.current?.focus()
    input.current?.select()
  }
  // The screen was asked for by key or click; a form that comes back half-typed takes the keyboard itself.
  useEffect(() => {
    if (!isTyping()) input.current?.focus()
  }, [])

  function move(by: number): void {
    const { count } = extentOf(patientList.store.getState())
    patientsScreen.moveTo(Math.max(0, Math.min(count - 1, cursor + by)))
  }
  function open(): void {
    void patientsScreen.openAtCursor()
  }
  /** Arrows and Enter belong to a button or a pane that has the keyboard. */
  const inList = (): boolean => document.activeElement === document.body || list.current?.contains(document.activeElement) === true

  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => (inList() ? move(1) : false),
    ArrowUp: () => (inList() ? move(-1) : false),
    Enter: () => (inList() ? open() : false),
    '/': toSearch,
    Escape: toSearch,
    n: () => (formOpen ? false : patientsScreen.add()),
    e: () => (someoneOpen && !formOpen ? patientsScreen.edit() : false),
  })

  return (
    <div className="flex h-full min-h-0">
      <ListPane input={input} list={list} cursor={cursor} onMove={move} onOpen={open} />
      <DetailPane />
      <ImportDialog />
    </div>
  )
}
