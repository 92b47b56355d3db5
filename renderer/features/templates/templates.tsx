import { FileText, Plus } from 'lucide-react'
import { Button } from '@renderer/ui/button.tsx'
import { Empty } from '@renderer/ui/empty.tsx'
import { isTyping, useKeys } from '@renderer/ui/keys.ts'
import { Editor } from './components/editor.tsx'
import { TemplateList } from './components/template-list.tsx'
import { useTemplateActions } from './hooks/use-template-actions.ts'
import { useFoundTemplates, useSelected, useTemplates } from './hooks/use-templates.ts'

/** The practice's ready replies: their order on the left, one of them to write on the right. */
export default function Templates() {
  const items = useTemplates()
  const found = useFoundTemplates(items)
  const selected = useSelected(items)
  const actions = useTemplateActions(items)
  const step = (by: number) => () => {
    const next = found[found.findIndex(({ id }) => id === selected?.id) + by]
    if (next) actions.select(next.id)
  }
  const move = (by: number) => () => {
    // In a text these keys belong to the text.
    if (isTyping() || !selected?.saved) return false
    void actions.move(selected.id, selected.place + by)
    return true
  }
  useKeys({
    n: actions.create,
    j: step(1),
    k: step(-1),
    'mod+s': () => {
      if (selected?.unsaved) void actions.save(selected)
    },
    'alt+ArrowUp': move(-1),
    'alt+ArrowDown': move(1),
    '/': () => document.getElementById('template-search')?.focus(),
  })
  return (
    <main aria-label="Templates" className="grid h-full min-h-0 grid-cols-[300px_minmax(0,1fr)] max-[1150px]:grid-cols-[260px_minmax(0,1fr)]">
      <TemplateList items={items} found={found} selected={selected} actions={actions} />
      <section aria-label="Template" className="min-h-0 min-w-0 border-l border-edge bg-panel">
        {selected ? (
          <Editor key={selected.id} item={selected} items={items} actions={actions} />
        ) : (
          <Empty
            icon={FileText}
            title="No templates yet"
            action={
              <Button look="primary" shortcut="N" icon={<Plus size={15} aria-hidden />} onClick={actions.create}>
                New template
              </Button>
            }
          >
            A template is a reply you send often, ready with one key. Names, visits and times fill themselves in.
          </Empty>
        )}
      </section>
    </main>
  )
}
