import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type RefObject } from 'react'
import { patientList, patientsScreen, usePatientList, usePatientsScreen } from '../store/index.ts'
import { extentOf, rowAt } from '../store/patient-list.ts'
import { PatientRowView } from './patient-row.tsx'

export const LIST_ID = 'patients-list'
export const optionId = (index: number): string => `patients-option-${index}`

/** A row's height in px, the same for all: a hundred thousand of them need no measuring. */
const ROW = 62

/** Everyone the search found, as far as it is in view. */
export function PatientListView({ list }: { list: RefObject<HTMLDivElement | null> }) {
  const pages = usePatientList((state) => state.pages)
  const shown = usePatientList((state) => state.shown)
  const total = usePatientList((state) => state.total)
  const cursor = usePatientsScreen((screen) => screen.cursor)
  const openId = usePatientsScreen((screen) => screen.openId)
  const { count, whole } = extentOf({ shown, pages, total })
  // A search goes on past its last row until an answer comes back short.
  const rows = whole ? count : count + 1
  // oxlint-disable-next-line react/incompatible-library -- its functions are used here only, never handed to memoised children
  const virtual = useVirtualizer({ count: rows, getScrollElement: () => list.current, estimateSize: () => ROW, overscan: 8, paddingEnd: 8 })
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]

  useEffect(() => patientList.look(first, last), [first, last, shown, pages])
  useEffect(() => {
    list.current?.scrollTo({ top: 0 })
  }, [shown, list])
  const moved = useRef(cursor)
  useEffect(() => {
    if (moved.current === cursor) return
    moved.current = cursor
    virtual.scrollToIndex(cursor)
  }, [cursor, virtual])

  return (
    <div ref={list} id={LIST_ID} role="listbox" aria-label="Patients" tabIndex={0} aria-activedescendant={optionId(cursor)} className="group/list min-h-0 flex-1 overflow-y-auto px-2 focus-visible:outline-offset-[-2px]">
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => (
          <PatientRowView
            key={index}
            id={optionId(index)}
            row={rowAt(pages, index)}
            index={index}
            count={whole ? count : -1}
            top={start}
            height={ROW}
            atCursor={index === cursor}
            isOpen={openId !== null && rowAt(pages, index)?.id === openId}
            onOpen={(id) => {
              patientsScreen.moveTo(index)
              patientsScreen.open(id)
            }}
          />
        ))}
      </div>
    </div>
  )
}
