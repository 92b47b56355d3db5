import { onTestFinished } from 'vitest'
import type { CallName } from '@shared/contract/index.ts'
import { createServer } from '../../../server.ts'
import type { Session } from '../../../session.ts'
import { temporaryPractice } from '../../../testing/practice.ts'
import { keepConnected } from '../../reconnect.ts'
import type { LineFact, RunningLine, Sink } from '../../line.ts'
import { lineById } from '../../queries.ts'
import { sinkInto, type SinkDouble } from '../../testing/sink.ts'
import { createAgent, systemEffects, type Effects } from '../agent.ts'
import { sipLine } from '../index.ts'
import { sipSettings } from '../settings.ts'

type Given = Record<string, string | number | boolean>

const desk: Given = { extension: 'desk', password: 'secret-desk', domain: 'practice.test' }

/** A practice whose SIP line was switched on through the contract, as Settings does it. */
export async function openSipLine(settings: Given) {
  const practice = await temporaryPractice()
  const { core } = practice
  const session: Session = {
    core: () => core,
    state: () => ({ state: 'firstStart', folder: practice.folder }),
    open: () => Promise.reject(new Error('not in this test')),
    close: practice.close,
  }
  const server = createServer(() => session)
  const call = async (name: CallName, argument: unknown): Promise<Record<string, unknown>> => {
    const result = await server.call(name, argument, 1)
    if (!result.ok) throw new Error(result.error.message)
    return result.value as Record<string, unknown>
  }
  const lineId = String((await call('lines.save', { lineId: null, kind: 'sip', name: 'Front desk', enabled: true, settings: { ...desk, ...settings } })).lineId)
  const status = () => {
    const line = lineById(core.db, lineId)
    if (!line) throw new Error('the line is gone')
    return core.lines.view(line).status
  }
  return { ...practice, call, lineId, status }
}

export type RunningSip = { facts: LineFact[]; sink: SinkDouble; running: RunningLine; stop: () => Promise<void> }

/** A SIP line alone, its facts collected. Stopped after the test. */
export async function runSip(settings: Given, given: Partial<Sink> = {}, effects?: Effects): Promise<RunningSip> {
  const facts: LineFact[] = []
  const sink = sinkInto((fact) => facts.push(fact), given)
  const stopping = new AbortController()
  const parsed = sipSettings.parse({ ...desk, ...settings })
  const running = effects ? runWith() : await sipLine.start(parsed, sink, stopping.signal)
  function runWith(): RunningLine {
    const agent = createAgent(parsed, sink, { ...systemEffects, ...effects })
    stopping.signal.addEventListener('abort', agent.stop, { once: true })
    return { sendText: agent.sendText, done: keepConnected({ sink, signal: stopping.signal, connect: agent.connect }).then(agent.stopped) }
  }
  const stop = async (): Promise<void> => {
    stopping.abort()
    await running.done
  }
  onTestFinished(stop)
  return { facts, sink, running, stop }
}
