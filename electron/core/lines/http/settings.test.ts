import { describe, expect, it } from 'vitest'
import { httpSettings } from './settings.ts'

const messageFor = (settings: unknown) => httpSettings.safeParse(settings).error?.issues[0]?.message ?? null

describe('the settings of an http line', () => {
  it('need nothing but what is written in the practice file at first', () => {
    expect(httpSettings.parse({})).toEqual({ port: 7077, tokenHash: '', signingSecret: '', sendUrl: '', sendToken: '', stopAnswers: 'rapport', sendMedia: false, mediaKilobytes: 1000 })
  })

  it('take a port as a number or as it is typed', () => {
    expect(httpSettings.parse({ port: '8080' }).port).toBe(8080)
    expect(httpSettings.parse({ port: 8080 }).port).toBe(8080)
  })

  it.each([['80'], [''], [-1], [1.5], [65536], ['70770'], ['http'], [true]])('refuse the port %j', (port) => {
    expect(messageFor({ port })).toBe('The port must be a whole number from 1024 to 65535.')
  })

  it.each(['https://sms.example.com/send?practice=1', 'http://127.0.0.1:7078/', 'http://localhost:7078', 'http://192.168.1.20/sms', 'http://sms-gateway:8080/x', 'http://gateway.local/x', ''])('send texts to %j', (sendUrl) => {
    expect(messageFor({ sendUrl })).toBeNull()
  })

  it.each(['http://sms.example.com/send', 'http://8.8.8.8/send', 'http://172.32.0.1/', 'http://192.168.1.20.example.com/', 'http://[2001:db8::1]/'])('do not send texts in the clear to %j', (sendUrl) => {
    expect(messageFor({ sendUrl })).toMatch(/outside the practice/)
  })

  it.each(['sms.example.com', 'ftp://sms.example.com', 'file:///etc/passwd', 'javascript:alert(1)', 7, 'https://'])('refuse to send to %j', (sendUrl) => {
    expect(messageFor({ sendUrl })).toMatch(/^The address to send texts to must begin/)
  })

  it('keep passwords out of the address, and line breaks out of the token', () => {
    expect(messageFor({ sendUrl: 'https://me:secret@sms.example.com/' })).toMatch(/their own fields/)
    expect(messageFor({ sendToken: 'abc\r\nX-Other: 1' })).toMatch(/plain letters/)
  })
})
