import { z } from 'zod'
import { at, id } from './basics.ts'

/** What the windows see of lines to phone and text systems. */

/** The name of a kind of line, as `electron/core/lines/modules.ts` lists it. */
export const lineKind = z.string().min(1).max(40)

const settingValue = z.union([z.string(), z.number(), z.boolean()])

/** One setting of a kind of line, as the form shows it. */
export const lineFieldView = z.object({
  name: z.string(),
  label: z.string(),
  hint: z.string().optional(),
  placeholder: z.string().optional(),
  /** `secret` is kept and never shown again; `token` is an access token that Rapport makes. */
  control: z.enum(['text', 'number', 'secret', 'switch', 'choice', 'token']),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  /** Shown only while another setting has one of these values. */
  onlyWhen: z.object({ field: z.string(), is: z.array(settingValue) }).optional(),
  /** Right as it is for most; folded away. */
  advanced: z.boolean().optional(),
  initial: settingValue,
})
export type LineFieldView = z.infer<typeof lineFieldView>

/** A kind of line that can be added, with its form. */
export const lineKindView = z.object({
  kind: lineKind,
  title: z.string(),
  about: z.string(),
  guide: z.string(),
  fields: z.array(lineFieldView),
  /** Where a phone or text system posts to, after the line's address; null where it does not. */
  hook: z.object({ path: z.string() }).nullable(),
})
export type LineKindView = z.infer<typeof lineKindView>

export const lineStatus = z.object({
  state: z.enum(['live', 'starting', 'reconnecting', 'off', 'failed']),
  /** Since when it is so. */
  since: at.nullable(),
  /** Why it is not live, in words for the desk. */
  message: z.string().nullable(),
  lastEventAt: at.nullable(),
  address: z.string().nullable(),
  /** Silent for longer than is usual at this hour: since when, and how many calls and texts usually come in such a time. */
  quiet: z.object({ since: at, usual: z.number() }).nullable(),
})
export type LineStatus = z.infer<typeof lineStatus>

/** A time in which a line was away, until somebody has seen it. */
export const gapView = z.object({
  id,
  lineId: id,
  lineName: z.string(),
  from: at,
  until: at,
  /** What came in that time as far as the provider told afterwards. */
  calls: z.number().int(),
  missed: z.number().int(),
  texts: z.number().int(),
  /** What the provider cannot tell about that time. */
  untold: z.array(z.enum(['calls', 'texts'])),
  /** The doors were closed all that time: a night with the PC off is no failure. */
  whileClosed: z.boolean(),
  seen: z.boolean(),
})
export type GapView = z.infer<typeof gapView>

export const lineView = z.object({
  id,
  kind: lineKind,
  name: z.string(),
  enabled: z.boolean(),
  /** Settings without secrets; a secret is only `true` when set. */
  settings: z.record(z.string(), settingValue),
  /** Whether it can send texts when it works. */
  canText: z.boolean(),
  status: lineStatus,
})
export type LineView = z.infer<typeof lineView>
