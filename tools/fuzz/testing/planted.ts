import type { FuzzTarget } from '../target.ts'

/** Parsers with a fault each, to see that it is found, and one without. */

const seeds = ['Event: Newchannel\r\nCallerIDNum: 15550100177\r\n\r\n', Buffer.from('{"sid":"SM1","body":"hello","price":null}')]

export const sound: FuzzTarget = { name: 'sound', seeds, run: (input) => void input.toString('utf8').split('\r\n') }

/** Only where two seeds were spliced or a token of one put into the other. */
export const throws: FuzzTarget = {
  name: 'throws',
  seeds,
  run(input) {
    const text = input.toString('latin1')
    if (text.startsWith('Event') && text.includes('price')) throw new RangeError('planted')
  },
}

/** By processor time, or a busy machine would make it quick. */
export const slow: FuzzTarget = {
  name: 'slow',
  seeds,
  run(input) {
    if (!input.includes('\0')) return
    const before = process.threadCpuUsage()
    for (let spent = 0; spent < 80_000; ) {
      const { user, system } = process.threadCpuUsage(before)
      spent = user + system
    }
  },
}

/** Slow once, as a parser on a machine that stood still for a moment. */
let stood = false
export const slowOnce: FuzzTarget = {
  name: 'slowOnce',
  seeds,
  run() {
    const until = performance.now() + (stood ? 0 : 120)
    stood = true
    while (performance.now() < until) Math.sqrt(2)
  },
}

const kept: Buffer[] = []
export const leaks: FuzzTarget = { name: 'leaks', seeds, run: (input) => void kept.push(Buffer.alloc(1000, input.length === 0 ? 'a' : input)) }

/** As a regular expression with nested repetitions does. */
export const hangs: FuzzTarget = {
  name: 'hangs',
  seeds,
  run(input) {
    if (input.includes('\0')) /^(a+)+$/.exec(`${'a'.repeat(60)}!`)
  },
}

export const throwsLate: FuzzTarget = {
  name: 'throwsLate',
  seeds,
  run(input) {
    if (input.includes('\0')) setImmediate(() => fail())
  },
}

function fail(): never {
  throw new Error('planted, and late')
}

export const notATarget = { name: 'notATarget', seeds: [], run: null }
