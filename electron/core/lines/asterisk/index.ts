import type { LineModule } from '../line.ts'
import { tryOut } from './health.ts'
import { runLine } from './line.ts'
import { asteriskSettings, type AsteriskSettings } from './settings.ts'

/** Asterisk and what is built on it (FreePBX, Issabel, Grandstream UCM, Yeastar), by its manager port; see docs/lines/asterisk.md. */
export const asteriskLine: LineModule<AsteriskSettings> = {
  kind: 'asterisk',
  title: 'Asterisk phone system',
  about: 'FreePBX, Issabel, Grandstream UCM, Yeastar and others built on Asterisk: every call with who answered it, and click to call.',
  guide: 'docs/lines/asterisk.md',
  hears: 'phones',
  settings: asteriskSettings,
  canText: () => false,
  start: (settings, sink, signal) => Promise.resolve(runLine(settings, sink, signal)),
  health: (settings, signal) => tryOut(settings, signal),
}
