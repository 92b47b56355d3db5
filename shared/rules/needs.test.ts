import { describe, expect, test } from 'vitest'
import { needOf } from './needs.ts'

describe('what somebody waits for', () => {
  test.each([
    ['Running 10 minutes late, still ok?', 'runningLate'],
    ["I'll be a bit late", 'runningLate'],
    ['Voy tarde, hay tráfico', 'runningLate'],
    ['¿Puedo cambiar mi cita del viernes?', 'reschedule'],
    ['Can I move my appointment to Monday', 'reschedule'],
    ['I need a refill before the weekend', 'refill'],
    ['Necesito mi receta', 'refill'],
    ['¿me pueden mandar otra vez los formularios?', 'forms'],
    ['Question about my bill', 'billing'],
    ['Where are you? Where can I park', 'directions'],
    ['¿Cómo llego a la clínica?', 'directions'],
    ['my knee is still sore since the injection', 'afterVisit'],
    ['What should I bring on Friday', 'education'],
    ['It is time for my check-up', 'recall'],
    ['Buenas tardes, una pregunta', null],
    ['It is too late in the day for lab work?', null],
    ['Thank you!', null],
  ] as const)('%s', (words, need) => {
    expect(needOf([words], 0)).toBe(need)
  })

  test('the newest words count first, and calls only where nothing was said', () => {
    expect(needOf(['about my bill', 'running late'], 2)).toBe('billing')
    expect(needOf(['hello?', 'running late'], 2)).toBe('runningLate')
    expect(needOf([], 1)).toBe('missedCall')
    expect(needOf(['hello?'], 1)).toBeNull()
    expect(needOf([], 0)).toBeNull()
  })
})
