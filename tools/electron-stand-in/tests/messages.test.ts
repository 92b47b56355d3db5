import { expect, test } from 'vitest'
import { connectPort, launch, noted, until } from './launch.ts'
import type { FixtureMain, FixtureWindow } from './fixture-types.ts'

test('invoke carries every type of the structured clone both ways', async () => {
  const { page } = await launch()
  const result = await page.evaluate(async () => {
    const cyclic: Record<string, unknown> = { name: 'loop' }
    cyclic.self = cyclic
    const sent = {
      plain: { text: 'a\n"b"', list: [1, null, true] },
      nothing: undefined,
      numbers: [Number.NaN, -0, Infinity],
      big: 12345678901234567890n,
      date: new Date(5),
      map: new Map([[{ key: 1 }, new Set(['x'])]]),
      bytes: new Uint8Array([1, 2, 255]),
      floats: new Float64Array([1.5]),
      buffer: new ArrayBuffer(3),
      pattern: /a+/gi,
      error: new RangeError('too far'),
      cyclic,
    }
    const back = await (window as unknown as FixtureWindow).bridge.echo(sent)
    const [[key, set] = [{ key: 0 }, new Set<string>()]] = [...back.map]
    return [
      JSON.stringify(back.plain) === JSON.stringify(sent.plain),
      'nothing' in back && back.nothing === undefined,
      back.numbers.every((number: number, index: number) => Object.is(number, sent.numbers[index])),
      back.big === sent.big,
      back.date instanceof Date && back.date.getTime() === 5,
      key.key === 1 && set.has('x'),
      back.bytes instanceof Uint8Array && back.bytes.join() === '1,2,255',
      back.floats instanceof Float64Array && back.floats[0] === 1.5,
      back.buffer instanceof ArrayBuffer && back.buffer.byteLength === 3,
      back.pattern instanceof RegExp && String(back.pattern) === '/a+/gi',
      back.error instanceof RangeError && back.error.message === 'too far',
      back.cyclic.self === back.cyclic,
    ]
  })
  expect(result).toEqual(Array(12).fill(true))
})

test('what cannot be cloned is refused where it is sent', async () => {
  const { page } = await launch()
  await expect(page.evaluate('bridge.echo(Symbol("s"))')).rejects.toThrow(/could not be cloned/)
})

test("a handler's error reaches the page with Electron's words", async () => {
  const { page } = await launch()
  expect(await page.evaluate('bridge.fail().catch((error) => error.message)')).toBe("Error invoking remote method 'fail': Error: not today")
  expect(await page.evaluate('bridge.unhandled().catch((error) => error.message)')).toBe(
    "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
  )
})

test('the bridge takes callbacks, freezes what it exposes, and cannot be bound twice', async () => {
  const { page } = await launch()
  expect(await page.evaluate('bridge.twice((value) => value * 10)')).toEqual([10, 20])
  expect(await page.evaluate('Object.isFrozen(bridge) && Object.isFrozen(bridge.nested.list[1])')).toBe(true)
  expect(await page.evaluate('bridge.secondBinding()')).toMatch('existing property')
  expect(await page.evaluate('[bridge.argv, bridge.refused]')).toEqual([['--shown=yes'], expect.stringMatching('module not found: fs')])
})

test('the page can reach neither the preload nor the line to the stand-in', async () => {
  const { page } = await launch()
  const found = await page.evaluate(() =>
    Object.getOwnPropertyNames(window).filter((name) => /electron/i.test(name) || ['require', 'process', 'module', 'ipcRenderer'].includes(name)),
  )
  expect(found).toEqual([])
})

test('event.reply reaches the page that asked', async () => {
  const { page } = await launch()
  expect(await page.evaluate('new Promise((resolve) => { bridge.onSaid(resolve); bridge.replyPlease("word") })')).toBe('word')
})

test('a port made in the page works in main', async () => {
  const { page } = await launch()
  expect(await page.evaluate('bridge.throughOwnPort({ list: [1] })')).toEqual({ main: { list: [1] } })
})

test('a page and a utility process talk through a port', async () => {
  const { page } = await launch()
  const answer = await connectPort(page)
  expect(answer).toMatchObject({ answer: 'hello', argv: ['--given'], greeting: 'a window' })
  const echoed = await page.evaluate(
    () =>
      new Promise<unknown>((resolve) => {
        const { port } = window as unknown as FixtureWindow
        port.onmessage = (event: MessageEvent) => resolve(event.data.answer.when.getTime())
        port.postMessage({ when: new Date(7) })
      }),
  )
  expect(echoed).toBe(7)
})

test('messages keep their order', async () => {
  const { page } = await launch()
  await connectPort(page)
  const order = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const { port } = window as unknown as FixtureWindow
        const seen: number[] = []
        port.onmessage = (event: MessageEvent) => {
          seen.push(event.data.answer)
          if (seen.length === 500) resolve(seen)
        }
        for (let index = 0; index < 500; index++) port.postMessage(index)
      }),
  )
  expect(order).toEqual(Array.from({ length: 500 }, (_, index) => index))
})

test('a port sent through a port works at the far end', async () => {
  const { page } = await launch()
  await connectPort(page)
  const answer = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = (event) => resolve(event.data)
        ;(window as unknown as FixtureWindow).port.postMessage('take this', [port2])
        port1.postMessage('second')
      }),
  )
  expect(answer).toEqual(['through the second port', 'second'])
})

test('when the utility process is killed, the page hears its port close, and a new process serves a new port', async () => {
  const { app, page } = await launch()
  await connectPort(page)
  const closed = page.evaluate(
    () =>
      new Promise((resolve) => {
        const { port } = window as unknown as FixtureWindow
        port.addEventListener('close', () => resolve('closed'))
        port.postMessage('die')
      }),
  )
  expect(await closed).toBe('closed')
  const { gone, coreExits } = await until(async () => {
    const state = await noted(app)
    return state.coreExits.length === 1 && state
  })
  expect(coreExits).toEqual([9])
  expect(gone).toMatchObject([{ type: 'Utility', reason: 'killed', serviceName: 'fixture core' }])
  expect(await connectPort(page)).toMatchObject({ answer: 'hello' })
})

test('when a window reloads, main hears its port close', async () => {
  const { app, page } = await launch()
  await app.evaluate(({ BrowserWindow, MessageChannelMain }) => {
    const { port1, port2 } = new MessageChannelMain()
    const state = (globalThis as unknown as FixtureMain).fixture
    port1.on('close', () => {
      state.portClosed = true
    })
    port1.start()
    BrowserWindow.getAllWindows()[0]?.webContents.postMessage('port', {}, [port2])
  })
  expect((await noted(app)).portClosed).toBe(undefined)
  await page.reload()
  await until(async () => (await noted(app)).portClosed)
})
