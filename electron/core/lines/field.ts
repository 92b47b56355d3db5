import { z } from 'zod'
import type { LineFieldView } from '@shared/contract/views.ts'

/** How Settings shows one setting of a line. A field without this is not shown. */
export type FieldMeta = Omit<LineFieldView, 'name' | 'initial'>

const registry = z.registry<FieldMeta>()

/** Describes a setting where it is declared, so that the form and the check are one: `host: field(z.string(), { label: 'Server', ... })`. */
export function field<T extends z.ZodType>(schema: T, meta: FieldMeta): T {
  registry.add(schema, meta)
  return schema
}

/** The shown fields of a kind's settings, in their order, with the values a new line begins with. */
export function fieldsOf(settings: { shape: Record<string, z.ZodType> }): LineFieldView[] {
  return Object.entries(settings.shape).flatMap(([name, schema]) => {
    const meta = registry.get(schema)
    if (!meta) return []
    const initial = schema.safeParse(undefined)
    const value: unknown = initial.success ? initial.data : undefined
    return [{ name, ...meta, initial: typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : '' }]
  })
}

/** Settings that never leave the core. */
export function secretsOf(settings: { shape: Record<string, z.ZodType> }): string[] {
  return fieldsOf(settings).flatMap(({ name, control }) => (control === 'secret' || control === 'token' ? [name] : []))
}

const NUMBER_MESSAGE = (what: string, min: number, max: number): string => `${what} must be a whole number from ${min} to ${max}.`

/** A whole number, also as typed into a form. */
export function wholeNumber(what: string, { min, max, initial }: { min: number; max: number; initial: number }) {
  const error = NUMBER_MESSAGE(what, min, max)
  return z
    .union([z.number(), z.string().trim().regex(/^\d{1,9}$/).transform(Number)], { error })
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, { error })
    .default(initial)
}

/** One line of text. */
export function line(what: string, { max = 200, initial = '' }: { max?: number; initial?: string } = {}) {
  return z.string({ error: `${what} must be text.` }).trim().max(max, `${what} is too long.`).regex(/^\P{Cc}*$/u, `${what} may not hold line breaks.`).default(initial)
}

/** A password or token: kept as typed. */
export function secret(what: string) {
  return z.string({ error: `${what} must be text.` }).max(1000, `${what} is too long.`).regex(/^\P{Cc}*$/u, `${what} may not hold line breaks.`).default('')
}
