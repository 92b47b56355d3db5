import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sipLine } from '../../electron/core/lines/sip/index.ts'
import { openSipLine } from '../../electron/core/lines/sip/testing/sip-line.ts'
import { sipSettings } from '../../electron/core/lines/sip/settings.ts'
import { fieldsOf } from '../../electron/core/lines/field.ts'
import { freePort, has, ownFolder, startProgram } from './servers/program.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/lines/sip.md'), 'utf8')
const block = (language: string, nth = 0): string => [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))][nth]?.[1] ?? ''
const soon = { timeout: 15_000, interval: 20 }

describe('docs/lines/sip.md', () => {
  test('names every setting of the form, and no other', () => {
    const rows = [...page.split('## 2. Connect it in Rapport')[1]?.split('**Test**')[0]?.matchAll(/^\| ([A-Z][^|]*) \|/gm) ?? []].flatMap(([, names = '']) => (names.includes('seconds') ? [names] : names.split(', ')))
    expect(rows.sort()).toEqual(fieldsOf(sipSettings).map(({ label }) => label).sort())
    expect(page).toContain(`**${sipLine.title}**`)
  })

  test.skipIf(!has('kamailio') || !has('sipp'))('has a phone system and a caller that work as written', async () => {
    const folder = ownFolder('sip-docs')
    const port = await freePort()
    const here = (text: string): string => text.replaceAll('127.0.0.1:5060', `127.0.0.1:${port}`)
    writeFileSync(join(folder, 'kamailio.cfg'), here(block('conf')))
    writeFileSync(join(folder, 'caller.xml'), block('xml'))
    startProgram('bash', ['-c', `exec ${block('sh').trim()}`], { folder })
    const practice = await openSipLine({ server: `127.0.0.1:${port}` })
    await expect.poll(() => practice.status().state, { ...soon, timeout: 45_000 }).toBe('live')
    const caller = startProgram('bash', ['-c', `exec ${here(block('sh', 1)).trim()}`], { folder })
    const calls = () => practice.core.db.prepare('SELECT conversation_id, ringing_at IS NOT NULL AS rang, missed_at IS NOT NULL AS missed FROM calls').all()
    await expect.poll(calls, soon).toEqual([{ conversation_id: '+15550100142', rang: 1, missed: 0 }])
    await expect.poll(calls, soon).toEqual([{ conversation_id: '+15550100142', rang: 1, missed: 1 }])
    expect(await caller.ended).toBe(0)
  })
})
