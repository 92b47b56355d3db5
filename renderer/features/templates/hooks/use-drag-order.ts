import { useState, type DragEvent } from 'react'
import type { TemplateItem } from './use-templates.ts'

type Target = { id: string; edge: 'above' | 'below'; place: number }

/** Dragging a row to another place. `onMove` gets the place it shall have, from 0. */
export function useDragOrder(onMove: (id: string, to: number) => void) {
  const [dragged, setDragged] = useState<{ id: string; place: number } | null>(null)
  const [target, setTarget] = useState<Target | null>(null)
  const end = (): void => {
    setDragged(null)
    setTarget(null)
  }
  return {
    dragged: dragged?.id ?? null,
    edgeOf: ({ id }: TemplateItem) => (target?.id === id && dragged?.id !== id ? target.edge : null),
    start: (event: DragEvent, { id, place }: TemplateItem): void => {
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', '')
      setDragged({ id, place })
    },
    over: (event: DragEvent<HTMLElement>): void => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-template]') : null
      const id = row?.dataset['template']
      if (!dragged || !row || id === undefined) return
      event.preventDefault()
      const { top, height } = row.getBoundingClientRect()
      const edge = event.clientY < top + height / 2 ? 'above' : 'below'
      const place = [...event.currentTarget.querySelectorAll('[data-template]')].indexOf(row)
      if (target?.id !== id || target.edge !== edge) setTarget({ id, edge, place })
    },
    drop: (event: DragEvent): void => {
      if (!dragged || !target) return
      event.preventDefault()
      // Where it lands once it is taken out of the list.
      const before = target.edge === 'above' ? target.place : target.place + 1
      onMove(dragged.id, before > dragged.place ? before - 1 : before)
      end()
    },
    end,
  }
}

export type DragOrder = ReturnType<typeof useDragOrder>
