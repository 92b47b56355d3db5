import { expect, it } from 'vitest'
import { MINUTE, SECOND } from '@shared/time.ts'
import { bytesOf, mediaOf } from '../../electron/core/conversations/media.ts'
import { textById } from '../../electron/core/conversations/texts.ts'
import { conversationView, thread } from '../../electron/core/conversations/views.ts'
import { lineById } from '../../electron/core/lines/queries.ts'
import { deskAt } from '../../electron/core/testing/desk-calls.ts'
import { temporaryPractice } from '../../electron/core/testing/practice.ts'
import { ACCOUNT, newSid, startTwilio, TOKEN } from './servers/twilio.ts'

const NUMBER = '+15550100177'
const poll = { timeout: 20_000, interval: 25 }

it('connects a practice: a text with a picture and a call come in, an answer goes out and is delivered, STOP is kept', async () => {
  const double = await startTwilio()
  double.call({ status: 'no-answer', from: '+15550100142', callerName: 'RAMIREZ MARIA', start: Date.now() - MINUTE, end: Date.now() - 30 * SECOND })
  double.text({ body: 'Is this the right tooth?', media: [{ sid: newSid('ME'), contentType: 'image/jpeg', bytes: Buffer.from('a picture') }] })
  const { core } = await temporaryPractice()
  const desk = deskAt(core)
  const { lineId } = await desk.done('lines.save', { lineId: null, kind: 'twilio', name: 'Texts', enabled: true, settings: { accountSid: ACCOUNT, keySecret: TOKEN, numbers: '+15550100100', pollSeconds: 5, baseUrl: double.url } })
  const line = lineById(core.db, lineId)
  if (!line) throw new Error('no line')

  await expect.poll(() => core.lines.view(line).status, poll).toMatchObject({ state: 'live', message: null })
  expect(core.lines.view(line).settings['keySecret']).toBe(true)
  expect(await core.lines.test(line)).toMatchObject([{ step: 'reached', ok: true }, { step: 'signedIn', ok: true }])
  expect(conversationView(core.db, NUMBER, Date.now())).toMatchObject({ waitingFor: { texts: 1 } })
  expect(conversationView(core.db, '+15550100142', Date.now())).toMatchObject({ waitingFor: { missed: 1 } })
  const textId = `${lineId}:${double.messages[0]?.sid ?? ''}`
  await expect.poll(() => mediaOf(core.db, textId), poll).toMatchObject([{ contentType: 'image/jpeg', size: 9, problem: null }])
  expect(Buffer.from(bytesOf(core.db, mediaOf(core.db, textId)[0]?.id ?? '') ?? []).toString()).toBe('a picture')

  const sent = await desk.done('replies.send', { conversationId: NUMBER, body: 'Yes, that one.', templateId: null, language: null })
  await expect.poll(() => textById(core.db, sent.textId), poll).toMatchObject({ state: 'sent' })
  const there = double.messages.find(({ direction }) => direction === 'outbound-api')
  if (!there) throw new Error('nothing was sent')
  expect(there).toMatchObject({ from: '+15550100100', to: NUMBER, body: 'Yes, that one.' })
  there.status = 'delivered'
  await expect.poll(() => textById(core.db, sent.textId), poll).toMatchObject({ state: 'delivered' })

  double.optedOut.add(NUMBER)
  double.text({ body: 'STOP' })
  // Twilio confirms the STOP itself, and so this line says nothing of its own; nobody at the desk has anything to do about it.
  const confirmations = () => thread(core.db, NUMBER, undefined, 100).contacts.filter((it) => it.type === 'text' && it.direction === 'out' && it.automatic)
  await expect.poll(() => conversationView(core.db, NUMBER, Date.now()), poll).toMatchObject({ waitingSince: null, optedOutAt: expect.any(Number) as number })
  expect(confirmations()).toEqual([])
}, 60_000)
