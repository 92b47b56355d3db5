import { describe, expect, test } from 'vitest'
import { readServers, targetsOf, type Resolver } from './targets.ts'

const resolver: Resolver = {
  srv: async (name) => {
    if (name !== '_sip._udp.example.org' && name !== '_sips._tcp.example.org') throw Object.assign(new Error(), { code: 'ENOTFOUND' })
    return [
      { name: 'c.example.net', port: 5070, priority: 20, weight: 0 },
      { name: 'a.example.net', port: 5071, priority: 10, weight: 10 },
      { name: 'b.example.net', port: 5072, priority: 10, weight: 90 },
    ]
  },
  addresses: async (host) => {
    if (host === 'nowhere.test') throw Object.assign(new Error(), { code: 'ENOTFOUND' })
    return [`10.0.0.${host.charCodeAt(0) - 96}`, '2001:db8::1']
  },
  random: () => 0.5,
}
const of = (text: string, transport: Parameters<typeof targetsOf>[1]) => Promise.all(readServers(text).map((server) => targetsOf(server, transport, resolver))).then((all) => all.flat())

describe('where to connect to', () => {
  test('is what SRV says, by priority and weight, and each of its addresses over UDP', async () => {
    expect((await of('example.org', 'udp')).map(({ host, port }) => `${host} ${port}`)).toEqual(['10.0.0.2 5072', '2001:db8::1 5072', '10.0.0.1 5071', '2001:db8::1 5071', '10.0.0.3 5070', '2001:db8::1 5070'])
  })

  test('over TLS must bear the name that was entered, not the one SRV named', async () => {
    expect(await of('example.org', 'tls')).toMatchObject([{ host: 'b.example.net', name: 'example.org' }, { host: 'a.example.net' }, { host: 'c.example.net' }])
  })

  test('is what was entered where there is no SRV, a port, or an address', async () => {
    expect(await of('pbx.local, pbx.local:5090, 192.168.1.10, [2001:db8::2]:5080, 2001:db8::3', 'tcp')).toEqual([
      { host: 'pbx.local', port: 5060 }, { host: 'pbx.local', port: 5090 }, { host: '192.168.1.10', port: 5060 }, { host: '2001:db8::2', port: 5080 }, { host: '2001:db8::3', port: 5060 },
    ])
    expect(await of('wss://pbx.local:8089/ws', 'wss')).toEqual([{ host: 'pbx.local', port: 8089, path: '/ws' }])
    await expect(of('nowhere.test', 'udp')).rejects.toThrow('The name nowhere.test is not known here.')
  })

  test('is nothing that is no address', () => {
    for (const text of ['', 'a b', 'user@host', 'host:0', 'host:99999', 'host;transport=tcp', 'ho"st']) expect({ text, read: readServers(text) }).toEqual({ text, read: [] })
  })
})
