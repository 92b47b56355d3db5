import { describe, expect, test } from 'vitest'
import { callStateOf, type CallRow } from '../../electron/core/conversations/calls.ts'
import type { LineFact } from '../../electron/core/lines/line.ts'
import { openSipLine, runSip, type RunningSip } from '../../electron/core/lines/sip/testing/sip-line.ts'
import { answeringPhone } from './servers/baresip.ts'
import { kamailio } from './servers/kamailio.ts'
import { freePort, has } from './servers/program.ts'
import { call, phone } from './servers/sipp.ts'

const SOON = { timeout: 15_000, interval: 20 }

const isLive = (line: RunningSip): void => expect(line.sink.said.at(-1)).toHaveProperty('live')
const kinds = (facts: readonly LineFact[]): string[] => facts.map((fact) => fact.type)

type Opened = Awaited<ReturnType<typeof openSipLine>>
/** The calls in the journal, as the desk sees them. */
const calls = ({ core }: Opened): (CallRow & { state: string })[] =>
  (core.db.prepare('SELECT * FROM calls ORDER BY ringing_at').all() as CallRow[]).map((row) => ({ ...row, state: callStateOf(row) }))

describe.skipIf(!has('kamailio') || !has('sipp') || !has('baresip'))('a call that rings here, with Kamailio', () => {
  test('is answered at another phone, and is not missed', async () => {
    const pbx = await kamailio()
    await pbx.start()
    const practice = await openSipLine({ server: `127.0.0.1:${pbx.port}` })
    await expect.poll(() => practice.status().state, SOON).toBe('live')
    expect(practice.status().address).toBe(`desk at 127.0.0.1:${pbx.port} over UDP`)
    await answeringPhone(pbx.port)
    await call(pbx.port, { then: 'talks' })
    await expect.poll(() => calls(practice).map(({ state, conversation_id }) => [state, conversation_id]), SOON).toEqual([['ended', '+15550100199']])
  })

  test('is missed when the caller hangs up, when nobody answers, and when another phone declines', async () => {
    const other = await freePort()
    const pbx = await kamailio({ ringFor: 2, phones: [other] })
    await pbx.start()
    const line = await runSip({ server: `127.0.0.1:${pbx.port}`, transport: 'tcp' })
    await expect.poll(() => isLive(line), SOON)
    const silent = await phone(other, 'rings')
    await call(pbx.port, { then: 'hangsUp' })
    await expect.poll(() => line.facts.at(-1), SOON).toMatchObject({ type: 'missed', why: 'Nobody answered.' })
    await call(pbx.port, { then: 'waits' })
    await expect.poll(() => kinds(line.facts), SOON).toEqual(['ringing', 'missed', 'ringing', 'missed'])
    await silent.kill()
    await phone(other, 'declines')
    await call(pbx.port, { then: 'waits' })
    await expect.poll(() => line.facts.at(-1), SOON).toMatchObject({ type: 'missed', why: 'The call was declined at another phone.' })
    expect(kinds(line.facts)).toEqual(['ringing', 'missed', 'ringing', 'missed', 'ringing', 'missed'])
    expect(line.facts[0]).toMatchObject({ number: '+15550100199', callerName: 'MARIA SILVA', direction: 'in' })
  })
})
