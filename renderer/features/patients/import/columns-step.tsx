import clsx from 'clsx'
import { practiceNow } from '@renderer/store/clock.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Checkbox, Field, Select } from '@renderer/ui/field.tsx'
import { count, plainDate } from '@renderer/ui/format.ts'
import type { DateOrder } from '@shared/rules/calendar-date.ts'
import { changeMapping, check, mapColumn, startOver, useColumns, useImport } from './import-store.ts'
import { DATE_ORDERS, dateExample, FIELD_LABELS, linesOf, MAPPED_FIELDS, mappingProblem, type FileColumn, type MappedField } from './mapping.ts'

/** Step 2: which column is what. The guess is filled in; a person confirms it. */
export function ColumnsStep() {
  const staged = useImport((state) => state.staged)
  const mapping = useImport((state) => state.mapping)
  const busy = useImport((state) => state.busy)
  const fileName = useImport((state) => state.fileName)
  const columns = useColumns()
  if (staged?.kind !== 'list' || !mapping) return null
  const problem = mappingProblem(mapping)
  const example = dateExample(staged, mapping, practiceNow())
  return (
    <div className="grid gap-4">
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        <div className="grid content-start gap-2">
          <p className="text-[13px] text-ink-2">
            <span className="font-medium text-ink wrap-anywhere">{fileName}</span> · {count(linesOf(staged, mapping.hasHeader), 'line')}
          </p>
          <Checkbox label="The first line is headings" checked={mapping.hasHeader} onChange={({ target }) => changeMapping({ hasHeader: target.checked })} />
        </div>
        {example && (
          <Field
            label="How the file writes dates"
            hint={example.iso ? `${example.written} is read as ${plainDate(example.iso)}.` : undefined}
            problem={example.iso ? null : `${example.written} is no date when read like this. Try another order.`}
          >
            {(id, describedBy) => (
              <Select id={id} aria-describedby={describedBy} value={mapping.dateOrder} onChange={({ target }) => changeMapping({ dateOrder: target.value as DateOrder })}>
                {Object.entries(DATE_ORDERS).map(([order, name]) => (
                  <option key={order} value={order}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      <div className="overflow-hidden rounded-xl border border-edge">
        <table className="w-full table-fixed text-left text-[13px]">
          <thead className="bg-bg text-xs text-ink-2">
            <tr>
              <th scope="col" className="w-[26%] px-3 py-2 font-medium">
                In the file
              </th>
              <th scope="col" className="px-3 py-2 font-medium">
                For example
              </th>
              <th scope="col" className="w-[34%] px-3 py-2 font-medium">
                Goes to
              </th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <ColumnRow key={column.index} column={column} columns={columns} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="sticky -bottom-5 -mb-5 flex flex-wrap items-center justify-end gap-2 border-t border-edge bg-panel pt-3 pb-5">
        <p role="status" className="mr-auto text-[13px] text-miss-ink">
          {problem}
        </p>
        <Button onClick={startOver}>Another file</Button>
        <Button look="primary" disabled={busy || problem !== null} onClick={() => void check()}>
          {busy ? 'Checking every line' : 'Continue'}
        </Button>
      </div>
    </div>
  )
}

function ColumnRow({ column, columns }: { column: FileColumn; columns: readonly FileColumn[] }) {
  const holder = (field: MappedField): string | undefined => columns.find((other) => other.field === field && other.index !== column.index)?.header
  return (
    <tr className="border-t border-edge">
      <th scope="row" className={clsx('px-3 py-2 align-middle font-semibold wrap-anywhere', !column.field && 'text-ink-2')}>
        {column.header}
      </th>
      <td className="px-3 py-2 align-middle text-ink-2">
        <span data-selectable className="line-clamp-2 wrap-anywhere">
          {column.examples.length > 0 ? column.examples.join(' · ') : 'Empty'}
        </span>
      </td>
      <td className="px-3 py-2 align-middle">
        <Select
          aria-label={`${column.header} goes to`}
          className={column.field ? '' : 'text-ink-3'}
          value={column.field ?? ''}
          onChange={({ target }) => mapColumn(column.index, target.value === '' ? null : (target.value as MappedField))}
        >
          <option value="">Leave out</option>
          {MAPPED_FIELDS.map((field) => (
            <option key={field} value={field}>
              {FIELD_LABELS[field]}
              {holder(field) ? ` (instead of ${holder(field)})` : ''}
            </option>
          ))}
        </Select>
      </td>
    </tr>
  )
}
